//! What Octave calls the representation of a value.

use crate::array::{Element, NdArray, Note};
use crate::value::Value;

/// The name `typeinfo` gives the value.
pub fn octave_type_name(v: &Value) -> &'static str {
    use Value::*;
    match v {
        Undef => "<unknown type>",
        Num(_) => "scalar",
        Bool(_) => "bool",
        Single(_) => "float scalar",
        Char(_) => "string",
        I8(_) => "int8 scalar",
        I16(_) => "int16 scalar",
        I32(_) => "int32 scalar",
        I64(_) => "int64 scalar",
        U8(_) => "uint8 scalar",
        U16(_) => "uint16 scalar",
        U32(_) => "uint32 scalar",
        U64(_) => "uint64 scalar",
        F64(a) => noted(a, ["matrix", "diagonal matrix", "permutation matrix"]),
        C64(a) if a.len() == 1 => "complex scalar",
        C64(a) => noted(a, ["complex matrix", "complex diagonal matrix", "complex matrix"]),
        F32(a) => noted(a, ["float matrix", "float diagonal matrix", "float matrix"]),
        C32(a) if a.len() == 1 => "float complex scalar",
        C32(a) => noted(a, ["float complex matrix", "float complex diagonal matrix", "float complex matrix"]),
        Bools(_) => "bool matrix",
        Chars(_) | Strings(_) => "string",
        I8s(_) => "int8 matrix",
        I16s(_) => "int16 matrix",
        I32s(_) => "int32 matrix",
        I64s(_) => "int64 matrix",
        U8s(_) => "uint8 matrix",
        U16s(_) => "uint16 matrix",
        U32s(_) => "uint32 matrix",
        U64s(_) => "uint64 matrix",
        Range(_) => "range",
        Cell(_) => "cell",
        Struct(s) if s.dims().is_scalar() => "scalar struct",
        Struct(_) => "struct",
        Func(_) => "function handle",
        Sparse(_) => "sparse matrix",
        SparseComplex(_) => "sparse complex matrix",
        SparseBool(_) => "sparse bool matrix",
        Cleanup(_) => "onCleanup",
        Map(_) | Exception(_) | Object(_) | Handle(_) => "object",
        Device(_) => "gpuArray",
        List(_) => "cs-list",
        Boxed(b) => octave_type_name(&b.lock().unwrap()),
    }
}

fn noted<T: Element>(a: &NdArray<T>, [plain, diagonal, permutation]: [&'static str; 3]) -> &'static str {
    match a.note() {
        Note::Diagonal => diagonal,
        Note::Permutation => permutation,
        _ => plain,
    }
}

/// The name in messages about missing operators: Octave has tried conversions to plain numeric types by
/// the time it gives up.
pub(super) fn operand_type_name(v: &Value) -> &'static str {
    use Value::*;
    match v {
        Bool(_) | Char(_) => "scalar",
        Chars(a) if a.len() == 1 => "scalar",
        F64(_) | Range(_) | Bools(_) | Chars(_) => "matrix",
        C64(a) if a.len() > 1 => "complex matrix",
        F32(_) => "float matrix",
        C32(a) if a.len() > 1 => "float complex matrix",
        SparseBool(_) => "sparse matrix",
        _ => octave_type_name(v),
    }
}
