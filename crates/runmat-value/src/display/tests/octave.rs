//! Octave: what the recorded table can't express.

use super::*;
use crate::exception::{Exception, StackFrame};
use crate::function::{Code, FunctionHandle, HandleTarget};
use crate::map::MapObject;
use crate::sparse::Sparse;
use crate::structs::StructArray;
use std::any::Any;
use std::sync::Arc;

fn octave(v: &Value) -> String {
    display("x", v, &Format::default(), Dialect::Octave)
}

#[derive(Debug)]
struct NoCode;

impl Code for NoCode {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn anonymous(text: &str) -> Value {
    let target = HandleTarget::Anonymous {
        text: text.into(),
        code: Arc::new(NoCode),
        captures: Arc::default(),
        names: Arc::default(),
    };
    Value::Func(Arc::new(FunctionHandle { target }))
}

#[test]
fn anonymous_functions() {
    let f = anonymous("@(x) x + 1");
    assert_eq!(octave(&f), "x =\n\n@(x) x + 1\n\n");
    assert_eq!(disp(&f, &Format::default(), Dialect::Octave), "@(x) x + 1\n");
    let c = Value::cell_row(vec![f.clone()]);
    assert_eq!(octave(&c), "x =\n{\n  [1,1] =\n\n@(x) x + 1\n\n}\n\n");
    assert_eq!(shown(&f), framed("  function_handle with value:\n\n    @(x) x + 1"));
}

#[test]
fn fixed_point() {
    let f = Format { fixed_point: true, ..Format::default() };
    let show = |v: Value| display("x", &v, &f, Dialect::Octave);
    assert_eq!(show(row(&[1000.5, 2.0])), "x =\n\n  1.0e+03 *\n\n   1.0005   0.0020\n\n");
    assert_eq!(show(row(&[0.001, 0.002])), "x =\n\n  1.0e-03 *\n\n   1.0000   2.0000\n\n");
    assert_eq!(show(row(&[1.0, 2.0])), "x =\n\n        1        2\n\n");
    assert_eq!(show(row(&[0.5, 0.25])), "x =\n\n   0.5000   0.2500\n\n");
    assert_eq!(show(row(&[10.5, 2.0])), "x =\n\n  1.0e+01 *\n\n   1.0500   0.2000\n\n");
    assert_eq!(show(Value::Num(1000.5)), "x = 1000.5\n");
}

#[test]
fn settings() {
    let f = Format { empty_dimensions: false, ..Format::default() };
    assert_eq!(display("x", &Value::empty(), &f, Dialect::Octave), "x = []\n");
    let f = Format { split_long_rows: false, ..Format::default() };
    assert!(!display("x", &row(&[1.5; 40]), &f, Dialect::Octave).contains("Columns"));
    let inner = StructArray::from_fields([("c", Value::Num(1.0))]);
    let s = StructArray::from_fields([("b", Value::from(inner))]);
    let s = Value::from(StructArray::from_fields([("a", Value::from(s))]));
    let f = Format { struct_levels: 1, ..Format::default() };
    assert_eq!(
        display("s", &s, &f, Dialect::Octave),
        "s =\n\n  scalar structure containing the fields:\n\n    a =\n\n      \
         scalar structure containing the fields:\n\n        b: 1x1 scalar struct\n\n\n"
    );
    let mut f = Format::default();
    f.apply(&["long", "e"], Dialect::Octave).unwrap();
    f.apply(&["uppercase"], Dialect::Octave).unwrap();
    assert_eq!(display("x", &Value::Num(1.5), &f, Dialect::Octave), "x = 1.500000000000000E+00\n");
}

#[test]
fn maps_and_exceptions() {
    let m = Value::Map(Arc::new(MapObject::new("double", "any")));
    assert_eq!(
        octave(&m),
        "x =\n\n  containers.Map object with properties:\n\n    Count     : 0\n    KeyType   : double\n    ValueType : any\n\n\n"
    );
    let frame = StackFrame { file: "/tmp/p.m".into(), name: "p".into(), line: 19, column: 6 };
    let e = Exception {
        identifier: "a:b".into(),
        message: "hello".into(),
        stack: vec![frame],
        causes: Vec::new(),
        extra: None,
    };
    assert_eq!(
        octave(&Value::Exception(Arc::new(e))),
        "x =\n\n  scalar structure containing the fields:\n\n    message = hello\n    identifier = a:b\n    stack =\n\n      \
         scalar structure containing the fields:\n\n        file = /tmp/p.m\n        name = p\n        line = 19\n        \
         column = 6\n\n\n"
    );
}

#[test]
fn sparse_of_other_classes() {
    let title = "x =\n\nCompressed Column Sparse (rows = 2, cols = 2, nnz = 2 [50%])\n\n";
    let z = Sparse::from_triplets(2, 2, vec![(0, 0, z(1.5, 2.0)), (1, 1, z(3.0, 0.0))], |a, b| a + b);
    assert_eq!(
        octave(&Value::SparseComplex(Arc::new(z))),
        format!("{title}  (1, 1) ->  1.5000 + 2.0000i\n  (2, 2) ->  3 + 0i\n\n")
    );
    let b = Sparse::from_triplets(2, 2, vec![(0, 0, true), (1, 1, true)], |a, b| a | b);
    assert_eq!(octave(&Value::SparseBool(Arc::new(b))), format!("{title}  (1, 1) -> 1\n  (2, 2) -> 1\n\n"));
}

#[test]
fn text_is_bytes() {
    assert_eq!(octave(&Value::bytes_text("é".as_bytes())), "x = é\n");
}
