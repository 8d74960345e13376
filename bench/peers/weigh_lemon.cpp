// The greatest total fit by LEMON's network simplex: weigh_lemon FILE SECONDS prints the sum and the seconds of the solver
// alone, which SIGALRM ends after SECONDS unless that is 0.
// The file is as bench/weigh.h says. Youths, posts, companies if there are any, and the sink are nodes; the way past the posts
// costs nothing.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

template <typename T> static std::vector<T> numbers(std::ifstream &file, int64_t count)
{
    std::vector<T> read(static_cast<size_t>(count));
    file.read(reinterpret_cast<char *>(read.data()), static_cast<std::streamsize>(count * sizeof(T)));
    return read;
}

int main(int argc, char **argv)
{
    using Graph = lemon::SmartDigraph;
    std::ifstream file(argc > 1 ? argv[1] : "", std::ios::binary);
    const auto counts = numbers<int64_t>(file, 3);
    const int64_t youths = counts[0], posts = counts[1];
    const auto start = numbers<int64_t>(file, youths + 1);
    const auto post = numbers<int32_t>(file, counts[2]), fit = numbers<int32_t>(file, counts[2]);
    const auto seats = numbers<int32_t>(file, posts);
    if (!file)
        return 1;
    int64_t companies = 0;
    if (file.peek() != std::ifstream::traits_type::eof())
        companies = numbers<int64_t>(file, 1)[0];
    const auto company = numbers<int32_t>(file, companies > 0 ? posts : 0), cap = numbers<int32_t>(file, companies);
    Graph graph;
    for (int64_t i = 0; i <= youths + posts + companies; i++)
        graph.addNode();
    const auto node = [&](int64_t i) { return Graph::nodeFromId(static_cast<int>(i)); };
    const auto sink = node(youths + posts + companies);
    Graph::ArcMap<int> room(graph), cost(graph);
    Graph::NodeMap<int> supply(graph, 0);
    const auto join = [&](Graph::Node from, Graph::Node to, int most, int price) {
        const auto arc = graph.addArc(from, to);
        room[arc] = most;
        cost[arc] = price;
    };
    for (int64_t y = 0; y < youths; y++) {
        supply[node(y)] = 1;
        for (int64_t i = start[y]; i < start[y + 1]; i++)
            join(node(y), node(youths + post[i]), 1, -fit[i]);
        join(node(y), sink, 1, 0);
    }
    for (int64_t p = 0; p < posts; p++)
        join(node(youths + p), companies > 0 ? node(youths + posts + company[p]) : sink, seats[p], 0);
    for (int64_t c = 0; c < companies; c++)
        join(node(youths + posts + c), sink, cap[c], 0);
    supply[sink] = static_cast<int>(-youths);
    alarm(argc > 2 ? static_cast<unsigned>(std::stoul(argv[2])) : 0);
    const auto before = std::chrono::steady_clock::now();
    lemon::NetworkSimplex<Graph, int, int> simplex(graph);
    simplex.upperMap(room).costMap(cost).supplyMap(supply);
    if (simplex.run() != simplex.OPTIMAL)
        return 1;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    std::printf("%lld %.6f\n", -simplex.totalCost<long long>(), took.count());
}
