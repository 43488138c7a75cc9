//! What goes out comes back; what was not sent never gets in.

use super::*;
use crate::exception::Exception;
use crate::function::{Code, FunctionHandle};
use crate::ledger::Ledger;
use crate::map::{MapKey, MapObject};
use crate::object::{CleanupQueue, HandleObject};
use crate::sparse::Sparse;
use crate::{C64, Dims, NdArray, Note, StructArray, Value};
use proptest::prelude::*;
use std::sync::{Arc, Mutex};

struct NoCode;

impl CodeTable for NoCode {
    fn number(&mut self, _: &Arc<dyn Code>) -> Result<u64> {
        Err(SnapshotError::CannotTravel("code".into()))
    }
}

impl CodeSource for NoCode {
    fn code(&self, _: u64) -> Option<Arc<dyn Code>> {
        None
    }
}

fn write(values: &[Value]) -> Vec<u8> {
    let mut codes = NoCode;
    let mut e = Encoder::new(&mut codes);
    let mut main = Writer::new();
    main.number(values.len() as u64);
    values.iter().for_each(|v| e.value(&mut main, v).unwrap());
    let mut all = e.finish().unwrap();
    all.extend(main.into_bytes());
    all
}

fn read(bytes: &[u8]) -> Result<Vec<Value>> {
    let mut r = Reader::new(bytes);
    let d = Decoder::read(&mut r, &NoCode, &CleanupQueue::default(), &Ledger::new())?;
    let values = r.list(|r| d.slot(r))?;
    r.end()?;
    Ok(values)
}

fn round_trip(v: Value) -> Value {
    read(&write(&[v])).unwrap().pop().unwrap()
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<f64>().prop_map(Value::Num),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::I64),
        any::<u8>().prop_map(Value::U8),
        any::<f32>().prop_map(Value::Single),
        ".{0,8}".prop_map(|s| Value::text(&s)),
        ".{0,8}".prop_map(|s| Value::string(&s)),
        prop::collection::vec(any::<f64>(), 0..6).prop_map(Value::row),
        (0.0..9.0, 0.1..3.0, 0.0..20.0).prop_map(|(a, d, b)| Value::Range(Arc::new(crate::range::Range::new(a, d, b)))),
        any::<(f64, f64)>().prop_map(|(re, im)| Value::C64(Arc::new(NdArray::row(vec![C64::new(re, im)])))),
        prop::collection::vec((0..4usize, 0..5usize, 1.0..2.0), 0..9).prop_map(|t| {
            let s: Sparse<f64> = Sparse::from_triplets(4, 5, sorted(t), |a, b| a + b);
            Value::Sparse(Arc::new(s))
        }),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::cell_row),
            prop::collection::vec((inner.clone(), inner), 1..3).prop_map(|pairs| {
                let n = pairs.len();
                let values = pairs.into_iter().flat_map(|(a, b)| [a, b]).collect();
                let names = Arc::new(vec!["a".into(), "b".into()]);
                Value::Struct(Arc::new(StructArray::from_parts(Dims::row(n), names, values)))
            }),
        ]
    })
}

fn sorted(mut t: Vec<(usize, usize, f64)>) -> Vec<(usize, usize, f64)> {
    t.sort_by_key(|t| (t.1, t.0));
    t
}

proptest! {
    #[test]
    fn what_goes_out_comes_back(v in value()) {
        let bytes = write(std::slice::from_ref(&v));
        let back = read(&bytes).unwrap();
        // NaN is not equal to itself: bytes are.
        prop_assert_eq!(write(&back), bytes);
        prop_assert_eq!(format!("{v:?}"), format!("{:?}", back[0]));
    }

    #[test]
    fn damage_is_an_error_and_nothing_else(v in value(), at in any::<prop::sample::Index>(), with in any::<u8>()) {
        let mut bytes = write(&[v]);
        let at = at.index(bytes.len());
        bytes[at] = with;
        let _ = read(&bytes);
        bytes.truncate(at);
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn noise_is_an_error_and_nothing_else(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }
}

#[test]
fn what_is_shared_is_written_once_and_shared_again() {
    let big = Value::row(vec![1.5; 10_000]);
    let bytes = write(&[Value::cell_row(vec![big.clone(), big.clone()]), big]);
    assert!(bytes.len() < 90_000, "{}", bytes.len());
    let back = read(&bytes).unwrap();
    let (Value::Cell(c), Value::F64(a)) = (&back[0], &back[1]) else { panic!("{back:?}") };
    let Value::F64(b) = &c.data()[1] else { panic!("{c:?}") };
    assert!(Arc::ptr_eq(a, b));
}

#[test]
fn what_holds_itself_comes_back_holding_itself() {
    let m = Arc::new(MapObject::new("char", "any"));
    m.insert(MapKey::Text("self".into()), Value::cell_row(vec![Value::Map(m.clone()), Value::Num(3.0)]));
    let Value::Map(back) = round_trip(Value::Map(m.clone())) else { panic!("a map") };
    let Some(Value::Cell(c)) = back.get(&MapKey::Text("self".into())) else { panic!("an entry") };
    assert!(matches!(&c.data()[0], Value::Map(inner) if Arc::ptr_eq(inner, &back)));
    m.entries.lock().unwrap().clear();
    back.entries.lock().unwrap().clear();
}

#[test]
fn variables_stay_shared() {
    let shared = Value::Boxed(Arc::new(Mutex::new(Value::Num(1.0))));
    let back = read(&write(&[shared.clone(), shared, Value::Undef])).unwrap();
    let (Value::Boxed(a), Value::Boxed(b)) = (&back[0], &back[1]) else { panic!("{back:?}") };
    *a.lock().unwrap() = Value::Num(2.0);
    assert_eq!(*b.lock().unwrap(), Value::Num(2.0));
    assert!(back[2].is_undef());
}

#[test]
fn every_other_kind() {
    let e = Exception {
        identifier: "a:b".into(),
        message: "text".into(),
        stack: vec![crate::exception::StackFrame { file: "f.m".into(), name: "f".into(), line: 3, column: 4 }],
        causes: Vec::new(),
        extra: Some(Value::Num(1.0)),
    };
    let inner = Arc::new(e);
    let outer = Exception {
        causes: vec![inner.clone()],
        identifier: "".into(),
        message: "".into(),
        stack: Vec::new(),
        extra: None,
    };
    let Value::Exception(back) = round_trip(Value::Exception(Arc::new(outer))) else { panic!("an exception") };
    assert_eq!(format!("{:?}", back.causes[0]), format!("{inner:?}"));

    let fields = StructArray::from_fields([("x", Value::Num(4.0))]);
    let handle = Value::Handle(Arc::new(HandleObject { class: "task".into(), fields: fields.into() }));
    let Value::Handle(h) = round_trip(handle) else { panic!("a handle") };
    assert_eq!((&*h.class, h.fields.lock().unwrap().field("x")), ("task", Some(&Value::Num(4.0))));

    let Value::Func(f) = round_trip(FunctionHandle::named("sin")) else { panic!("a function") };
    assert_eq!(f.text(), "sin");

    let noted = NdArray::matrix(2, 2, vec![1.0, 0.0, 0.0, 1.0]).with_note(Note::Diagonal);
    let Value::F64(a) = round_trip(Value::F64(Arc::new(noted))) else { panic!("an array") };
    assert_eq!(a.note(), Note::Diagonal);
}

#[test]
fn depth_costs_no_stack() {
    let mut v = Value::Num(1.0);
    for _ in 0..200_000 {
        v = Value::cell_row(vec![v]);
    }
    let back = round_trip(v);
    assert!(matches!(back, Value::Cell(_)));
}
