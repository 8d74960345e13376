// What only Python needs: statuses become exceptions, outputs by pointer become return values,
// arrays come through the buffer protocol.
%include <stdint.i>

// The library works without Python, so others may run meanwhile. Errors are looked up afterwards, by
// the same thread.
%exception {
    Py_BEGIN_ALLOW_THREADS
    $action
    Py_END_ALLOW_THREADS
}

// --- status ---------------------------------------------------------------------------------------

%{
// Raises what nextwork.errors makes of the calling thread's last failure.
static void nextwork_raise(nextwork_status status)
{
    PyObject *errors = PyImport_ImportModule("nextwork.errors");
    if (errors == NULL)
        return;
    PyObject *error = PyObject_CallMethod(
        errors, "of_status", "issLs", (int)status, nextwork_error_message(),
        nextwork_error_table(), (long long)nextwork_error_row(), nextwork_error_column());
    if (error != NULL)
        PyErr_SetObject((PyObject *)Py_TYPE(error), error);
    Py_XDECREF(error);
    Py_DECREF(errors);
}
%}

%typemap(out) nextwork_status {
    if ($1 != NEXTWORK_OK) {
        nextwork_raise($1);
        SWIG_fail;
    }
    $result = SWIG_Py_Void();
}

// --- outputs --------------------------------------------------------------------------------------

%{
// Nothing and one more is that one; one and one more are a tuple. Takes both references; NULL when
// either is.
static PyObject *nextwork_output(PyObject *result, PyObject *more)
{
    PyObject *both = NULL;
    if (result == NULL || more == NULL) {
        Py_XDECREF(result);
        Py_XDECREF(more);
        return NULL;
    }
    if (result == Py_None) {
        Py_DECREF(result);
        return more;
    }
    if (PyTuple_Check(result)) {
        PyObject *last = PyTuple_Pack(1, more);
        if (last != NULL)
            both = PySequence_Concat(result, last);
        Py_XDECREF(last);
    } else {
        both = PyTuple_Pack(2, result, more);
    }
    Py_DECREF(result);
    Py_DECREF(more);
    return both;
}
%}

%define OUTPUT_NUMBER(type, convert)
%typemap(in, numinputs=0) type *OUTPUT (type number = 0) "$1 = &number;"
%typemap(argout) type *OUTPUT {
    $result = nextwork_output($result, convert(*$1));
    if ($result == NULL)
        SWIG_fail;
}
%enddef
OUTPUT_NUMBER(int64_t, PyLong_FromLongLong)
OUTPUT_NUMBER(int32_t, PyLong_FromLong)
OUTPUT_NUMBER(uint32_t, PyLong_FromUnsignedLong)

// A new handle, Python's to destroy.
%typemap(in, numinputs=0) SWIGTYPE ** ($*1_ltype handle = NULL) "$1 = &handle;"
%typemap(argout) SWIGTYPE ** {
    $result = nextwork_output($result, SWIG_NewPointerObj(*$1, $*1_descriptor, SWIG_POINTER_OWN));
    if ($result == NULL)
        SWIG_fail;
}

// A text that the library keeps.
%typemap(in, numinputs=0) const char ** (char *text = NULL) "$1 = &text;"
%typemap(argout) const char ** {
    $result = nextwork_output($result, PyUnicode_FromString(*$1));
    if ($result == NULL)
        SWIG_fail;
}
%typemap(freearg) const char ** ""

// A text that the caller frees.
%typemap(in, numinputs=0) char ** (char *text = NULL) "$1 = &text;"
%typemap(argout) char ** {
    $result = nextwork_output($result, PyUnicode_FromString(*$1));
    if ($result == NULL)
        SWIG_fail;
}
%typemap(freearg) char ** "nextwork_text_free(*$1);"

// A cell: text without an end, None when unknown.
%typemap(in, numinputs=0) (const char **text, int64_t *bytes)
    (char *text = NULL, int64_t bytes = 0) "$1 = &text; $2 = &bytes;"
%typemap(argout) (const char **text, int64_t *bytes) {
    PyObject *cell = *$1 == NULL ? SWIG_Py_Void()
                                 : PyUnicode_DecodeUTF8(*$1, (Py_ssize_t)*$2, NULL);
    $result = nextwork_output($result, cell);
    if ($result == NULL)
        SWIG_fail;
}

// A digest.
%typemap(in, numinputs=0) (char *hex, int64_t bytes) (char digits[65]) {
    $1 = digits;
    $2 = sizeof digits;
}
%typemap(argout) (char *hex, int64_t bytes) {
    $result = nextwork_output($result, PyUnicode_FromString($1));
    if ($result == NULL)
        SWIG_fail;
}

// --- arrays ---------------------------------------------------------------------------------------

%{
// The memory of an object, as numbers of `size` bytes in one run. False with an exception set.
static int nextwork_buffer(Py_buffer *view, PyObject *object, int writable, Py_ssize_t size)
{
    const char *codes = size == 8 ? "ql" : "il";
    const char *format;
    if (PyObject_GetBuffer(object, view, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT |
                                             (writable ? PyBUF_WRITABLE : 0)) != 0)
        return 0;
    format = view->format == NULL ? "B" : view->format;
    if (*format == '@' || *format == '=')
        format++;
    // Reasons are sets of flags: unsigned, and the caller's array may be either.
    if (view->itemsize == size && format[0] != '\0' && format[1] == '\0' &&
        (strchr(codes, format[0]) != NULL || (size == 4 && strchr("IL", format[0]) != NULL)))
        return 1;
    PyErr_Format(PyExc_TypeError, "an array of %d-bit whole numbers is needed, not of format %s",
                 (int)size * 8, view->format == NULL ? "B" : view->format);
    PyBuffer_Release(view);
    return 0;
}

static int64_t nextwork_buffer_count(const Py_buffer *view)
{
    return (int64_t)(view->len / view->itemsize);
}

// Two arrays: of the sizes given, writable if `writable`; the second may be None, which is NULL.
static int nextwork_buffers(Py_buffer *first, Py_buffer *second, PyObject *pair, int writable,
                            Py_ssize_t first_size, Py_ssize_t second_size)
{
    PyObject *one = NULL, *two = NULL;
    if (!PyTuple_Check(pair) || !PyArg_ParseTuple(pair, "OO", &one, &two)) {
        PyErr_SetString(PyExc_TypeError, "a tuple of two arrays is needed");
        return 0;
    }
    if (!nextwork_buffer(first, one, writable, first_size))
        return 0;
    if (two == Py_None)
        return 1;
    if (!nextwork_buffer(second, two, writable, second_size))
        return 0;
    if (nextwork_buffer_count(first) == nextwork_buffer_count(second))
        return 1;
    PyErr_SetString(PyExc_ValueError, "both arrays must be of one length");
    return 0;
}
%}

// A column of numbers.
%typemap(in) (const int64_t *values, int64_t rows) (Py_buffer view = {0}) {
    if (!nextwork_buffer(&view, $input, 0, sizeof(int64_t)))
        SWIG_fail;
    $1 = ($1_ltype)view.buf;
    $2 = nextwork_buffer_count(&view);
}
%typemap(freearg) (const int64_t *values, int64_t rows) "PyBuffer_Release(&view$argnum);"

// A column of texts: a list, so that nobody changes it meanwhile, of str and None.
%typemap(in) (const char *const *values, int64_t rows) (PyObject *list = NULL, char **texts = NULL) {
    Py_ssize_t count;
    list = PySequence_List($input);
    if (list == NULL)
        SWIG_fail;
    count = PyList_Size(list);
    texts = (char **)PyMem_Calloc(count > 0 ? (size_t)count : 1, sizeof *texts);
    if (texts == NULL) {
        PyErr_NoMemory();
        SWIG_fail;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *item = PyList_GetItem(list, i);
        Py_ssize_t bytes;
        if (item == Py_None)
            continue;
        if (!PyUnicode_Check(item)) {
            PyErr_Format(PyExc_TypeError, "row %zd holds no text", i);
            SWIG_fail;
        }
        texts[i] = (char *)PyUnicode_AsUTF8AndSize(item, &bytes);
        if (texts[i] == NULL)
            SWIG_fail;
        if (strlen(texts[i]) != (size_t)bytes) {
            PyErr_Format(PyExc_ValueError, "row %zd holds a text with a NUL in it", i);
            SWIG_fail;
        }
    }
    $1 = ($1_ltype)texts;
    $2 = (int64_t)count;
}
%typemap(argout) (const char *const *values, int64_t rows) ""
%typemap(freearg) (const char *const *values, int64_t rows) {
    PyMem_Free(texts$argnum);
    Py_XDECREF(list$argnum);
}

// An array to be filled.
%typemap(in) (int64_t *posts, int64_t room) (Py_buffer view = {0}) {
    if (!nextwork_buffer(&view, $input, 1, sizeof(int64_t)))
        SWIG_fail;
    $1 = ($1_ltype)view.buf;
    $2 = nextwork_buffer_count(&view);
}
%typemap(freearg) (int64_t *posts, int64_t room) "PyBuffer_Release(&view$argnum);"

// Two arrays to be filled, as a tuple; the second may be None.
%define OUTPUT_ARRAYS
    (Py_buffer one = {0}, Py_buffer two = {0}, int64_t places = 0) {
    if (!nextwork_buffers(&one, &two, $input, 1, sizeof *$1, sizeof *$2))
        SWIG_fail;
    $1 = ($1_ltype)one.buf;
    $2 = ($2_ltype)two.buf;
    places = nextwork_buffer_count(&one);
}
%enddef
%define OUTPUT_ARRAYS_AND_ROOM
    (Py_buffer one = {0}, Py_buffer two = {0}) {
    if (!nextwork_buffers(&one, &two, $input, 1, sizeof *$1, sizeof *$2))
        SWIG_fail;
    $1 = ($1_ltype)one.buf;
    $2 = ($2_ltype)two.buf;
    $3 = nextwork_buffer_count(&one);
}
%enddef
%typemap(in) (int32_t *fits, uint32_t *reasons) OUTPUT_ARRAYS
%typemap(in) (int32_t *fits, uint32_t *reasons, int64_t room) OUTPUT_ARRAYS_AND_ROOM
%typemap(in) (int64_t *posts, int32_t *fits, int64_t room) OUTPUT_ARRAYS_AND_ROOM
%typemap(freearg) (int32_t *fits, uint32_t *reasons), (int32_t *fits, uint32_t *reasons, int64_t room),
    (int64_t *posts, int32_t *fits, int64_t room) {
    PyBuffer_Release(&one$argnum);
    PyBuffer_Release(&two$argnum);
}

// Pairs of numbers, as a tuple of two arrays; the outputs before them must have a place for each.
%typemap(in) (const int64_t *youths, const int64_t *posts, int64_t count)
    (Py_buffer one = {0}, Py_buffer two = {0}) {
    if (!nextwork_buffers(&one, &two, $input, 0, sizeof *$1, sizeof *$2))
        SWIG_fail;
    $1 = ($1_ltype)one.buf;
    $2 = ($2_ltype)two.buf;
    $3 = nextwork_buffer_count(&one);
}
%typemap(check) (const int64_t *youths, const int64_t *posts, int64_t count) {
    if (places1 < $3) {
        PyErr_SetString(PyExc_ValueError, "the arrays to be filled are shorter than the pairs");
        SWIG_fail;
    }
}
%typemap(freearg) (const int64_t *youths, const int64_t *posts, int64_t count) {
    PyBuffer_Release(&one$argnum);
    PyBuffer_Release(&two$argnum);
}

// Some youths; None for all.
%typemap(in) (const int64_t *youths, int64_t count) (Py_buffer view = {0}) {
    if ($input != Py_None && !nextwork_buffer(&view, $input, 0, sizeof(int64_t)))
        SWIG_fail;
    $1 = ($1_ltype)view.buf;
    $2 = view.obj == NULL ? -1 : nextwork_buffer_count(&view);
}
%typemap(freearg) (const int64_t *youths, int64_t count) "PyBuffer_Release(&view$argnum);"

// Wishes: a tuple of the posts and their ranks, or of the posts and None.
%typemap(in) (const int64_t *posts, const int64_t *ranks, int64_t count)
    (Py_buffer one = {0}, Py_buffer two = {0}) {
    if (!nextwork_buffers(&one, &two, $input, 0, sizeof *$1, sizeof *$2))
        SWIG_fail;
    $1 = ($1_ltype)one.buf;
    $2 = ($2_ltype)two.buf;
    $3 = nextwork_buffer_count(&one);
}
%typemap(freearg) (const int64_t *posts, const int64_t *ranks, int64_t count) {
    PyBuffer_Release(&one$argnum);
    PyBuffer_Release(&two$argnum);
}

// Several results: any sequence of them.
%typemap(in) (const nextwork_result *const *results, int64_t count)
    (PyObject *list = NULL, nextwork_result **handles = NULL) {
    Py_ssize_t count;
    list = PySequence_List($input);
    if (list == NULL)
        SWIG_fail;
    count = PyList_Size(list);
    handles = (nextwork_result **)PyMem_Calloc(count > 0 ? (size_t)count : 1, sizeof *handles);
    if (handles == NULL) {
        PyErr_NoMemory();
        SWIG_fail;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        void *handle = NULL;
        if (!SWIG_IsOK(SWIG_ConvertPtr(PyList_GetItem(list, i), &handle,
                                       $descriptor(nextwork_result *), 0))) {
            PyErr_Format(PyExc_TypeError, "place %zd holds no result", i);
            SWIG_fail;
        }
        handles[i] = (nextwork_result *)handle;
    }
    $1 = ($1_ltype)handles;
    $2 = (int64_t)count;
}
%typemap(argout) (const nextwork_result *const *results, int64_t count) ""
%typemap(freearg) (const nextwork_result *const *results, int64_t count) {
    PyMem_Free(handles$argnum);
    Py_XDECREF(list$argnum);
}

// --- Arrow ----------------------------------------------------------------------------------------

%{
#define NEXTWORK_STREAM "arrow_array_stream" // the name that the PyCapsule interface gives it

static void nextwork_stream_free(PyObject *capsule)
{
    struct ArrowArrayStream *stream =
        (struct ArrowArrayStream *)PyCapsule_GetPointer(capsule, NEXTWORK_STREAM);
    if (stream->release != NULL)
        stream->release(stream);
    PyMem_Free(stream);
}
%}

// A stream comes in, and what it holds is taken over: the capsule is left with a released one.
%typemap(in) struct ArrowArrayStream * {
    $1 = ($1_ltype)PyCapsule_GetPointer($input, NEXTWORK_STREAM);
    if ($1 == NULL)
        SWIG_fail;
}

// A table goes out as one: of what has it, the parameter behind the stream.
%define OUTPUT_STREAM(type, name)
%typemap(in) (struct ArrowArrayStream *stream, const type *name)
    (PyObject *capsule = NULL, void *handle = NULL) {
    if (!SWIG_IsOK(SWIG_ConvertPtr($input, &handle, $2_descriptor, 0))) {
        PyErr_SetString(PyExc_TypeError, "argument $argnum is no $2_basetype");
        SWIG_fail;
    }
    $1 = ($1_ltype)PyMem_Calloc(1, sizeof *$1);
    $2 = ($2_ltype)handle;
    if ($1 == NULL) {
        PyErr_NoMemory();
        SWIG_fail;
    }
    capsule = PyCapsule_New($1, NEXTWORK_STREAM, nextwork_stream_free);
    if (capsule == NULL) {
        PyMem_Free($1);
        SWIG_fail;
    }
}
%typemap(argout) (struct ArrowArrayStream *stream, const type *name) {
    $result = nextwork_output($result, capsule$argnum);
    capsule$argnum = NULL;
    if ($result == NULL)
        SWIG_fail;
}
%typemap(freearg) (struct ArrowArrayStream *stream, const type *name)
    "Py_XDECREF(capsule$argnum);"
%enddef
OUTPUT_STREAM(nextwork_table, table)
OUTPUT_STREAM(nextwork_builder, builder)

// --- everything else ------------------------------------------------------------------------------

// A number by pointer is a single output, which nextwork.i names, or an array, which has a typemap
// above. Anything else must not compile: SWIG would take any address for it.
%define UNKNOWN_POINTER
{
%#error "nextwork.i does not say what $1_type $1_name of $symname is: see CONTRIBUTING.md"
}
%enddef
%typemap(in) int64_t *, int32_t *, uint32_t *, uint8_t *, double * UNKNOWN_POINTER

// --- a whole column at once -----------------------------------------------------------------------

%exception nextwork_table_values "$action"
%inline %{
// The cells of a column, at most `limit` of them, as a list of int, of str, or of days since
// 1970-01-01; None when unknown.
static PyObject *nextwork_table_values(const nextwork_table *table, int64_t column, int64_t limit)
{
    const char *name;
    int32_t type;
    int64_t rows;
    nextwork_status status = nextwork_table_column(&name, &type, table, column);
    if (status == NEXTWORK_OK)
        status = nextwork_table_rows(&rows, table);
    if (status != NEXTWORK_OK) {
        nextwork_raise(status);
        return NULL;
    }
    if (rows > limit)
        rows = limit;
    PyObject *list = PyList_New((Py_ssize_t)rows);
    for (int64_t row = 0; list != NULL && row < rows; row++) {
        const char *text = NULL;
        int64_t number = NEXTWORK_UNKNOWN, bytes = 0;
        PyObject *cell;
        if (type == NEXTWORK_COLUMN_TEXT)
            status = nextwork_table_text(&text, &bytes, table, row, column);
        else
            status = nextwork_table_int64(&number, table, row, column);
        if (status != NEXTWORK_OK) {
            nextwork_raise(status);
            cell = NULL;
        } else if (text == NULL && number == NEXTWORK_UNKNOWN) {
            cell = SWIG_Py_Void();
        } else if (text != NULL) {
            cell = PyUnicode_DecodeUTF8(text, (Py_ssize_t)bytes, NULL);
        } else {
            cell = PyLong_FromLongLong(number);
        }
        if (cell == NULL || PyList_SetItem(list, (Py_ssize_t)row, cell) != 0) {
            Py_DECREF(list);
            list = NULL;
        }
    }
    return list;
}
%}
