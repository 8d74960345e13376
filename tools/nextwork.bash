# bash completion for nextwork. Flags and their values come from the command itself.

_nextwork_values() {
    nextwork codes options --format csv 2>/dev/null |
        awk -F, -v name="$1" '$1 == name { print $6 }' | tr '|' ' '
}

_nextwork() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]}
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(nextwork --help 2>/dev/null |
            sed -n 's/^  \([a-z]*\)  .*/\1/p') --help --version" -- "$current")
        return
    fi
    # "--flag=value" comes as three words, because "=" breaks words.
    if [ "$before" = "=" ]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    elif [ "$current" = "=" ]; then
        current=
    fi
    case $before in
    --format) mapfile -t COMPREPLY < <(compgen -W "table csv json" -- "$current") ;;
    --language) mapfile -t COMPREPLY < <(compgen -W "en da" -- "$current") ;;
    --scenario | --mechanism | --first | --ties | --side)
        mapfile -t COMPREPLY < <(compgen -W "$(_nextwork_values "${before#--}")" -- "$current")
        ;;
    --policy) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    -o | --output | --plan) mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
    *)
        if [[ $current == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$(nextwork "$verb" --help 2>/dev/null |
                grep -o -e '--[a-z][a-z-]*' | sort -u)" -- "$current")
        elif [ "$verb" = codes ]; then
            mapfile -t COMPREPLY < <(compgen -W "$(nextwork codes 2>/dev/null |
                cut -d ' ' -f 1)" -- "$current")
        else
            mapfile -t COMPREPLY < <(compgen -d -- "$current")
        fi
        ;;
    esac
}

complete -o filenames -F _nextwork nextwork
