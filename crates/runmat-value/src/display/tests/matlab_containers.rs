//! MATLAB: cells, structs, handles, maps, sparse matrices.

use super::*;
use crate::exception::Exception;
use crate::function::FunctionHandle;
use crate::map::{MapKey, MapObject};
use crate::sparse::Sparse;
use crate::structs::StructArray;
use std::sync::Arc;

fn cells(rows: &[&[Value]]) -> Value {
    from_rows(rows, Value::clone)
}

fn int(x: f64) -> Value {
    Value::Num(x)
}

#[test]
fn cell_arrays() {
    let c = cells(&[&[int(1.0), "text".into(), row(&[1.0, 2.0, 3.0])]]);
    assert_eq!(shown(&c), framed("  1×3 cell array\n\n    {[1]}    {'text'}    {[1 2 3]}"));
    assert_eq!(shown(&cells(&[&[int(5.0)]])), framed("  1×1 cell array\n\n    {[5]}"));
    let c = cells(&[&[int(12.0)], &["A".into()], &[int(3.0)]]);
    assert_eq!(shown(&c), framed("  3×1 cell array\n\n    {[12]}\n    {'A' }\n    {[ 3]}"));
    let c = cells(&[&[int(1.0), int(2.0), int(3.0)], &["text".into(), zeros(&[5, 2, 3]), "mycel".into()]]);
    assert_eq!(
        shown(&c),
        framed(
            "  2×3 cell array\n\n    {[   1]}    {[         2]}    {[    3]}\n    \
             {'text'}    {5×2×3 double}    {'mycel'}"
        )
    );
    let c = cells(&[
        &["name".into(), "Jo".into()],
        &["age".into(), int(32.0)],
        &["kids".into(), cells(&[&[int(1.0), int(2.0)]])],
    ]);
    assert_eq!(
        shown(&c),
        framed(
            "  3×2 cell array\n\n    {'name'}    {'Jo'    }\n    {'age' }    {[    32]}\n    {'kids'}    {1×2 cell}"
        )
    );
}

#[test]
fn cell_elements() {
    let cases: &[(Value, &str)] = &[
        (int(std::f64::consts::PI), "{[3.1416]}"),
        (int(1e-5), "{[1.0000e-05]}"),
        (int(f64::NAN), "{[NaN]}"),
        (int(f64::NEG_INFINITY), "{[-Inf]}"),
        (zrow(&[z(3.0, 4.0)]), "{[3.0000 + 4.0000i]}"),
        (Value::Bool(true), "{[1]}"),
        (Value::I8(5), "{[5]}"),
        (Value::Single(std::f32::consts::PI), "{[3.1416]}"),
        (row(&[2.5, 5.0]), "{[2.5000 5]}"),
        (zeros(&[3, 1]), "{3×1 double}"),
        (filled(&[2, 2], true), "{2×2 logical}"),
        (Value::empty(), "{0×0 double}"),
        (zeros(&[1, 0]), "{1×0 double}"),
        ("".into(), "{0×0 char}"),
        (chars(&["abc", "def"]), "{2×3 char}"),
        (Value::string("abc"), "{[\"abc\"]}"),
        (strings(&[&["a"], &["b"]]), "{2×1 string}"),
        (Text(None).scalar(), "{[<missing>]}"),
        (filled(&[0, 0], Value::empty()), "{0×0 cell}"),
        (StructArray::scalar().into(), "{1×1 struct}"),
        (FunctionHandle::named("sin"), "{@sin}"),
    ];
    for (v, text) in cases {
        assert_eq!(body(&cells(&[std::slice::from_ref(v)]), &["short"]), format!("    {text}"));
    }
    let c = cells(&[&[Value::string("C")], &[Value::string("Matlab")]]);
    assert_eq!(body(&c, &["short"]), "    {[\"C\"     ]}\n    {[\"Matlab\"]}");
}

#[test]
fn cell_blocks() {
    let two = zeros(&[2, 1]);
    let four = zeros(&[4, 1]);
    let c = cells(&[&[two.clone(), two, four.clone(), four.clone(), four]]);
    assert_eq!(
        shown(&c),
        framed(
            "  1×5 cell array\n\n  Columns 1 through 4\n\n    {2×1 double}    {2×1 double}    {4×1 double}    \
             {4×1 double}\n\n  Column 5\n\n    {4×1 double}"
        )
    );
}

#[test]
fn structs() {
    let inner = StructArray::from_fields([("a", int(1.0))]);
    let s = StructArray::from_fields([
        ("name", Value::from("Bob")),
        ("height", int(1.8)),
        ("tiny", int(1e-5)),
        ("row", row(&[1.0, 2.0, 3.0])),
        ("mix", row(&[2.5, 5.0, 7.5])),
        ("col", zeros(&[3, 1])),
        ("mat", zeros(&[2, 2])),
        ("empty", Value::empty()),
        ("nocols", zeros(&[1, 0])),
        ("text2", chars(&["abc", "def"])),
        ("none", "".into()),
        ("str", Value::string("abc")),
        ("strs", strings(&[&["a", "b"]])),
        ("flag", Value::Bool(true)),
        ("flags", from_rows(&[&[true, false, true]], |&b| b)),
        ("int", Value::I8(5)),
        ("z", zrow(&[z(3.0, 4.0)])),
        ("c", cells(&[&[int(1.0)], &[int(2.0)], &[int(3.0)]])),
        ("c2", cells(&[&["A".into(), "B".into(), "C".into()]])),
        ("c3", cells(&[&[int(1.0), int(2.0)]])),
        ("ce", filled(&[0, 0], Value::empty())),
        ("inner", inner.clone().into()),
        ("many", StructArray::with_dims(Dims::row(3), vec!["a".into()]).into()),
        ("big", row(&[0.1, 1000.5, 3.0, f64::NAN])),
        ("nest", cells(&[&[inner.clone().into(), inner.into()]])),
        ("text", cells(&[&[Value::string("hello"), int(0.0)]])),
        ("none2", filled(&[0, 3], Value::empty())),
    ]);
    let expected = "
x = 

  struct with fields:

      name: 'Bob'
    height: 1.8000
      tiny: 1.0000e-05
       row: [1 2 3]
       mix: [2.5000 5 7.5000]
       col: [3×1 double]
       mat: [2×2 double]
     empty: []
    nocols: [1×0 double]
     text2: [2×3 char]
      none: ''
       str: \"abc\"
      strs: [\"a\"    \"b\"]
      flag: 1
     flags: [1 0 1]
       int: 5
         z: 3.0000 + 4.0000i
         c: {3×1 cell}
        c2: {'A'  'B'  'C'}
        c3: {[1]  [2]}
        ce: {}
     inner: [1×1 struct]
      many: [1×3 struct]
       big: [0.1000 1.0005e+03 3 NaN]
      nest: {[1×1 struct]  [1×1 struct]}
      text: {[\"hello\"]  [0]}
     none2: {0×3 cell}

";
    assert_eq!(shown(&s.into()), expected);
}

#[test]
fn long_rows_in_structs_are_cut() {
    let s = StructArray::from_fields([("x", row(&(1..=64).map(f64::from).collect::<Vec<_>>()))]);
    let text = shown(&s.into());
    let line = text.lines().find(|l| l.contains("x:")).unwrap();
    assert!(line.ends_with(" … ] (1×64 double)") && line.chars().count() <= 80, "{line}");
}

#[test]
fn struct_arrays() {
    assert_eq!(shown(&StructArray::scalar().into()), "\nx = \n\n  struct with no fields.\n\n");
    let s = StructArray::with_dims(Dims::row(3), vec!["name".into(), "age".into()]);
    assert_eq!(shown(&s.into()), "\nx = \n\n  1×3 struct array with fields:\n\n    name\n    age\n\n");
    let s = StructArray::with_dims(Dims::empty(), vec!["a".into()]);
    assert_eq!(shown(&s.into()), "\nx = \n\n  0×0 empty struct array with fields:\n\n    a\n\n");
    let s = StructArray::with_dims(Dims::empty(), vec![]);
    assert_eq!(shown(&s.into()), "\nx = \n\n  0×0 empty struct array with no fields.\n\n");
    let s = StructArray::from_fields([("a", int(1.0))]);
    assert_eq!(shown(&s.clone().into()), "\nx = \n\n  struct with fields:\n\n    a: 1\n\n");
    assert_eq!(disp(&s.clone().into(), &Format::default(), Dialect::Matlab), "    a: 1\n\n");
    let compact = display("s", &s.into(), &styled(&["compact"]), Dialect::Matlab);
    assert_eq!(compact, "s = \n  struct with fields:\n    a: 1\n");
}

#[test]
fn handles_and_maps() {
    let f = FunctionHandle::named("sin");
    assert_eq!(shown(&f), framed("  function_handle with value:\n\n    @sin"));
    assert_eq!(body(&f, &["short"]), "    @sin");
    let m = MapObject::new("char", "double");
    for k in ["a", "b"] {
        m.insert(MapKey::Text(k.into()), int(1.0));
    }
    let m = Value::Map(Arc::new(m));
    assert_eq!(
        shown(&m),
        "\nx = \n\n  Map with properties:\n\n        Count: 2\n      KeyType: char\n    ValueType: double\n\n"
    );
    let s = StructArray::from_fields([("map", m)]);
    assert_eq!(body(&s.into(), &["short"]), "    map: [2×1 containers.Map]");
}

#[test]
fn exceptions() {
    let e = Exception {
        identifier: "a:b".into(),
        message: "hello".into(),
        stack: Vec::new(),
        causes: Vec::new(),
        extra: None,
    };
    assert_eq!(
        shown(&Value::Exception(Arc::new(e))),
        "\nx = \n\n  MException with properties:\n\n    identifier: 'a:b'\n       message: 'hello'\n         cause: {}\n         \
         stack: [0×1 struct]\n    Correction: []\n\n"
    );
}

#[test]
fn sparse_matrices() {
    let s = |rows, cols, t: &[(usize, usize, f64)]| {
        Value::Sparse(Arc::new(Sparse::from_triplets(rows, cols, t.to_vec(), |a, b| a + b)))
    };
    let v = s(2, 2, &[(0, 0, 1.0), (1, 1, 2.0)]);
    assert_eq!(shown(&v), framed("   (1,1)        1\n   (2,2)        2"));
    let v = s(2, 2, &[(0, 0, 0.5), (1, 1, 2.0)]);
    assert_eq!(shown(&v), framed("   (1,1)       0.5000\n   (2,2)       2.0000"));
    assert_eq!(shown(&s(10, 10, &[])), framed("   All zero sparse: 10×10"));
    assert_eq!(shown(&s(0, 0, &[])), framed("   All zero sparse: 0×0"));
}
