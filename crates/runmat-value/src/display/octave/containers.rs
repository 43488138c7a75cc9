//! Cells, structs, function handles and objects.

use super::Printer;
use crate::array::{NdArray, Note};
use crate::dims::Dims;
use crate::exception::Exception;
use crate::function::FunctionHandle;
use crate::map::MapObject;
use crate::structs::{Name, StructArray};
use crate::value::Value;
use runmat_syntax::Dialect;
use std::sync::Arc;

impl Printer<'_> {
    pub(super) fn cell(&mut self, a: &NdArray<Value>) {
        let dims = a.dims();
        if !dims.is_matrix() {
            return self.out.push_str(&format!("{{{dims} Cell Array}}\n"));
        }
        if a.is_empty() {
            return self.empty("{}", dims);
        }
        self.line("{");
        self.indent += 2;
        for (k, item) in a.data().iter().enumerate() {
            let name = format!("[{},{}]", k % dims.rows() + 1, k / dims.rows() + 1);
            self.named(&name, item, false);
        }
        self.indent -= 2;
        self.line("}");
    }

    /// A struct with its title.
    pub(super) fn structure(&mut self, s: &StructArray) {
        self.indent += 2;
        if s.len() == 1 && s.dims().is_matrix() {
            self.line("scalar structure containing the fields:");
            self.blank();
            self.indent -= 2;
            return self.fields(s);
        }
        self.line(&format!("{} struct array containing the fields:", s.dims()));
        self.blank();
        self.indent += 2;
        for name in s.names() {
            self.line(name);
        }
        self.indent -= 4;
    }

    /// The fields of a struct; only names, sizes and types below the last level.
    pub(super) fn fields(&mut self, s: &StructArray) {
        self.indent += 4;
        self.depth -= 1;
        for (f, name) in s.names().iter().enumerate() {
            let v = s.at(0, f);
            if self.depth < 0 {
                self.line(&format!("{name}: {} {}", v.dims(), type_name(v)));
            } else {
                self.named(name, v, false);
            }
        }
        self.depth += 1;
        self.indent -= 4;
    }

    pub(super) fn function(&mut self, f: &FunctionHandle) {
        let text = f.text();
        if !text.starts_with('@') {
            self.out.push('@');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    pub(super) fn map(&mut self, m: &MapObject) {
        if self.indent > 0 {
            return self.map_properties(m);
        }
        self.out.push_str("  containers.Map object with properties:\n\n");
        self.out.push_str(&format!("    Count     : {}\n", m.len()));
        self.out.push_str(&format!("    KeyType   : {}\n    ValueType : {}\n\n", m.key_type, m.value_type));
    }

    /// Inside other values a map shows what it is made of.
    fn map_properties(&mut self, m: &MapObject) {
        let numeric = if m.has_text_keys() { "0" } else { "1" };
        let rows = [
            ("Count", "[1x1 uint64]".to_string()),
            ("KeyType", m.key_type.to_string()),
            ("ValueType", m.value_type.to_string()),
            ("map", "[1x1 struct]".to_string()),
            ("numeric_keys", numeric.to_string()),
        ];
        self.properties("containers.Map", &rows);
    }

    pub(super) fn object(&mut self, class: &str, fields: &StructArray) {
        if fields.len() != 1 {
            let names: Vec<(&str, String)> = fields.names().iter().map(|n| (&**n, String::new())).collect();
            return self.properties(&format!("{} {class}", fields.dims()), &names);
        }
        let rows: Vec<(&str, String)> =
            (0..fields.names().len()).map(|f| (&*fields.names()[f], property(fields.at(0, f)))).collect();
        self.properties(class, &rows);
    }

    /// An object of a class in the old style.
    pub(super) fn old_object(&mut self, class: &str) {
        self.line(&format!("  <class {class}>"));
    }

    fn properties(&mut self, class: &str, rows: &[(&str, String)]) {
        self.indent += 2;
        self.line(&format!("{class} object with properties:"));
        self.blank();
        let longest = rows.iter().map(|(n, _)| n.chars().count()).max().unwrap_or(0);
        for (name, text) in rows {
            self.line(&format!("    {name:>longest$}: {text}"));
        }
        self.indent -= 2;
    }
}

/// A property in one line.
fn property(v: &Value) -> String {
    match v {
        Value::Num(_) | Value::Bool(_) | Value::Char(_) => super::disp(v, &Default::default()).trim_end().to_string(),
        _ => match v.as_text() {
            Some(text) => text,
            None => format!("[{} {}]", v.dims(), v.class_name()),
        },
    }
}

/// The struct an exception shows itself as.
pub(super) fn exception_fields(e: &Exception) -> StructArray {
    let text = |s: &str| Value::text_in(s, Dialect::Octave);
    let names: Vec<Name> = ["file", "name", "line", "column"].into_iter().map(Name::from).collect();
    let mut values = Vec::new();
    for frame in &e.stack {
        values.extend([text(&frame.file), text(&frame.name)]);
        values.extend([Value::Num(frame.line as f64), Value::Num(frame.column as f64)]);
    }
    let stack = StructArray::from_parts(Dims::new(e.stack.len(), 1), Arc::new(names), values);
    StructArray::from_fields([
        ("message", text(&e.message)),
        ("identifier", text(&e.identifier)),
        ("stack", Value::from(stack)),
    ])
}

/// Octave's name for the way a value is stored.
fn type_name(v: &Value) -> &'static str {
    use Value::*;
    match v {
        Undef => "<unknown type>",
        Num(_) => "scalar",
        Bool(_) => "bool",
        Single(_) => "float scalar",
        Char(_) => "sq_string",
        Chars(a) if a.note() == Note::DoubleQuoted => "string",
        Chars(_) => "sq_string",
        I8(_) => "int8 scalar",
        I16(_) => "int16 scalar",
        I32(_) => "int32 scalar",
        I64(_) => "int64 scalar",
        U8(_) => "uint8 scalar",
        U16(_) => "uint16 scalar",
        U32(_) => "uint32 scalar",
        U64(_) => "uint64 scalar",
        F64(a) if a.note() == Note::Diagonal => "diagonal matrix",
        F64(a) if a.note() == Note::Permutation => "permutation matrix",
        F64(_) => "matrix",
        C64(a) if a.note() == Note::Diagonal => "complex diagonal matrix",
        C64(a) if a.dims().is_scalar() => "complex scalar",
        C64(_) => "complex matrix",
        F32(a) if a.note() == Note::Diagonal => "float diagonal matrix",
        F32(_) => "float matrix",
        C32(a) if a.dims().is_scalar() => "float complex scalar",
        C32(_) => "float complex matrix",
        Bools(_) => "bool matrix",
        I8s(_) => "int8 matrix",
        I16s(_) => "int16 matrix",
        I32s(_) => "int32 matrix",
        I64s(_) => "int64 matrix",
        U8s(_) => "uint8 matrix",
        U16s(_) => "uint16 matrix",
        U32s(_) => "uint32 matrix",
        U64s(_) => "uint64 matrix",
        Range(_) => "double_range",
        Strings(_) => "string",
        Cell(_) => "cell",
        Struct(s) if s.dims().is_scalar() => "scalar struct",
        Struct(_) => "struct",
        Func(_) => "function handle",
        Sparse(_) => "sparse matrix",
        SparseComplex(_) => "sparse complex matrix",
        SparseBool(_) => "sparse bool matrix",
        Exception(_) => "scalar struct",
        Map(_) | Cleanup(_) | Object(_) | Handle(_) => "object",
        Device(_) => "gpuArray",
        Boxed(_) | List(_) => "matrix",
    }
}
