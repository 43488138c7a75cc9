//! Indexing compared with a plain model: coordinates and values, no cleverness.

use proptest::prelude::*;
use runmat_value::index::{delete, get, set};
use runmat_value::range::Range;
use runmat_value::sparse::Sparse;
use runmat_value::{Dialect, Dims, NdArray, Value};
use std::sync::Arc;

/// A dense array of the model.
#[derive(Debug, Clone, PartialEq)]
struct Model {
    dims: Vec<usize>,
    data: Vec<f64>,
}

/// A subscript of the model: 0-based places, and how it is written.
#[derive(Debug, Clone)]
enum Sub {
    Colon,
    Places(Vec<usize>),
    Span(usize, usize),
    Mask(Vec<bool>),
}

impl Sub {
    fn places(&self, extent: usize) -> Vec<usize> {
        match self {
            Sub::Colon => (0..extent).collect(),
            Sub::Places(p) => p.clone(),
            Sub::Span(from, len) => (*from..from + len).collect(),
            Sub::Mask(bits) => (0..bits.len()).filter(|&i| bits[i]).collect(),
        }
    }

    fn value(&self) -> Value {
        match self {
            Sub::Colon => Value::text(":"),
            Sub::Places(p) => NdArray::row(p.iter().map(|&i| (i + 1) as f64).collect()).into(),
            Sub::Span(from, len) => Range::with_len((from + 1) as f64, 1.0, *len).into(),
            Sub::Mask(bits) => NdArray::row(bits.clone()).into(),
        }
    }
}

fn folded(dims: &[usize], count: usize) -> Vec<usize> {
    let mut out: Vec<usize> = (0..count).map(|d| dims.get(d).copied().unwrap_or(1)).collect();
    out[count - 1] = dims.iter().skip(count - 1).product();
    out
}

/// All coordinate tuples, the first one running fastest.
fn tuples(lists: &[Vec<usize>]) -> Vec<Vec<usize>> {
    lists.iter().fold(vec![vec![]], |shorter, list| {
        let mut longer = Vec::new();
        for &x in list {
            longer.extend(shorter.iter().map(|t| [t.clone(), vec![x]].concat()));
        }
        longer
    })
}

fn linear(dims: &[usize], at: &[usize]) -> usize {
    at.iter().zip(dims).rev().fold(0, |k, (&i, &d)| k * d + i)
}

impl Model {
    fn value(&self) -> Value {
        NdArray::new(Dims::from_slice(&self.dims), self.data.clone()).into()
    }

    fn places(&self, subs: &[Sub]) -> Option<(Vec<usize>, Vec<usize>)> {
        let dims = folded(&self.dims, subs.len());
        let lists: Vec<Vec<usize>> = subs.iter().zip(&dims).map(|(s, &d)| s.places(d)).collect();
        let inside = lists.iter().zip(&dims).all(|(l, &d)| l.iter().all(|&i| i < d));
        let shape = lists.iter().map(Vec::len).collect();
        inside.then(|| (shape, tuples(&lists).iter().map(|t| linear(&dims, t)).collect()))
    }

    fn get(&self, subs: &[Sub]) -> Option<Model> {
        let (dims, places) = self.places(subs)?;
        Some(Model { dims, data: places.into_iter().map(|k| self.data[k]).collect() })
    }

    /// Written with numbers counted up from 100; `None` where growing is ambiguous.
    fn set(&self, subs: &[Sub]) -> Option<(Model, Vec<usize>)> {
        let extents = folded(&self.dims, subs.len());
        let lists: Vec<Vec<usize>> = subs.iter().zip(&extents).map(|(s, &d)| s.places(d)).collect();
        let wanted: Vec<usize> =
            lists.iter().zip(&extents).map(|(l, &d)| l.iter().map(|i| i + 1).max().unwrap_or(0).max(d)).collect();
        let mut grown = self.clone();
        let mut dims = extents.clone();
        if wanted != extents {
            if self.dims.len() > subs.len() {
                return None;
            }
            grown.dims = wanted.clone();
            grown.data = vec![0.0; wanted.iter().product()];
            let all: Vec<Vec<usize>> = extents.iter().map(|&d| (0..d).collect()).collect();
            for t in tuples(&all) {
                grown.data[linear(&wanted, &t)] = self.data[linear(&extents, &t)];
            }
            dims = wanted;
        }
        for (k, t) in tuples(&lists).iter().enumerate() {
            grown.data[linear(&dims, t)] = 100.0 + k as f64;
        }
        Some((grown, lists.iter().map(Vec::len).collect()))
    }
}

fn flat(v: &Value) -> Vec<f64> {
    match v {
        Value::Num(x) => vec![*x],
        Value::F64(a) => a.data().to_vec(),
        Value::Range(r) => r.to_vec(),
        other => panic!("not a real array: {other:?}"),
    }
}

fn counted(dims: &[usize]) -> Value {
    let n: usize = dims.iter().product();
    NdArray::new(Dims::from_slice(dims), (0..n).map(|k| 100.0 + k as f64).collect()).into()
}

fn model() -> impl Strategy<Value = Model> {
    prop::collection::vec(0usize..4, 2..4).prop_map(|sizes| {
        let dims = Dims::from_slice(&sizes).to_vec();
        let n: usize = dims.iter().product();
        Model { dims, data: (0..n).map(|k| (k % 3) as f64 * (k + 1) as f64).collect() }
    })
}

fn sub() -> impl Strategy<Value = Sub> {
    prop_oneof![
        Just(Sub::Colon),
        prop::collection::vec(0usize..5, 0..4).prop_map(Sub::Places),
        (0usize..4, 0usize..3).prop_map(|(from, len)| Sub::Span(from, len)),
        prop::collection::vec(any::<bool>(), 0..5).prop_map(Sub::Mask),
    ]
}

fn values(subs: &[Sub]) -> Vec<Value> {
    subs.iter().map(Sub::value).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn reading(m in model(), subs in prop::collection::vec(sub(), 1..4)) {
        let got = get(&m.value(), &values(&subs));
        match m.get(&subs) {
            None => prop_assert!(got.is_err()),
            Some(expected) => {
                let got = got.expect("readable");
                if subs.len() > 1 {
                    prop_assert_eq!(&got.dims(), &Dims::from_slice(&expected.dims));
                }
                prop_assert_eq!(flat(&got), expected.data);
            }
        }
    }

    #[test]
    fn writing_with_several_subscripts(m in model(), subs in prop::collection::vec(sub(), 2..4)) {
        let mut base = m.value();
        let copy = base.clone();
        let before = flat(&copy);
        // Arrays without any extent take colons from the right side; that rule has its own table.
        prop_assume!(m.dims.iter().any(|&d| d > 0));
        match m.set(&subs) {
            None => {
                let rhs = Value::Num(1.0);
                prop_assert!(set(&mut base, &values(&subs), rhs, Dialect::Matlab).is_err());
                prop_assert_eq!(&base, &copy);
            }
            Some((expected, shape)) => {
                set(&mut base, &values(&subs), counted(&shape), Dialect::Matlab).expect("assignable");
                prop_assert_eq!(&base.dims(), &Dims::from_slice(&expected.dims));
                prop_assert_eq!(flat(&base), expected.data);
            }
        }
        prop_assert_eq!(flat(&copy), before);
    }

    #[test]
    fn writing_with_one_subscript(m in model(), s in sub()) {
        let n = m.data.len();
        let places = s.places(n);
        prop_assume!(places.iter().all(|&i| i < n));
        let mut base = m.value();
        let copy = base.clone();
        let before = flat(&copy);
        let mut expected = m.data.clone();
        for (k, &i) in places.iter().enumerate() {
            expected[i] = 100.0 + k as f64;
        }
        set(&mut base, &[s.value()], counted(&[1, places.len()]), Dialect::Matlab).expect("assignable");
        prop_assert_eq!(base.dims(), Dims::from_slice(&m.dims));
        prop_assert_eq!(flat(&base), expected);
        prop_assert_eq!(flat(&copy), before);
    }

    #[test]
    fn filling_equals_writing_copies(m in model(), subs in prop::collection::vec(sub(), 1..4)) {
        prop_assume!(m.dims.iter().any(|&d| d > 0));
        let (mut one, mut many) = (m.value(), m.value());
        let subs_v = values(&subs);
        let filled = set(&mut one, &subs_v, Value::Num(7.0), Dialect::Octave);
        if let (Ok(()), Some((shape, _))) = (filled, m.places(&subs)) {
            let rhs: Value = NdArray::filled(Dims::from_slice(&shape), 7.0).into();
            set(&mut many, &subs_v, rhs, Dialect::Octave).expect("assignable");
            prop_assert_eq!(one, many);
        }
    }

    #[test]
    fn deleting_slices(m in model(), s in sub(), along in 0usize..3) {
        let count = m.dims.len().max(along + 1);
        let mut subs = vec![Value::text(":"); count];
        subs[along] = s.value();
        let extent = m.dims.get(along).copied().unwrap_or(1);
        let gone = s.places(extent);
        let mut base = m.value();
        let copy = base.clone();
        let done = delete(&mut base, &subs, Dialect::Matlab);
        if gone.iter().any(|&i| i >= extent) {
            prop_assert!(done.is_err());
            prop_assert_eq!(&base, &copy);
        } else if !matches!(s, Sub::Colon) {
            done.expect("deletable");
            let kept = Sub::Places((0..extent).filter(|i| !gone.contains(i)).collect());
            let mut rest = vec![Sub::Colon; count];
            rest[along] = kept;
            let expected = m.get(&rest).expect("inside");
            prop_assert_eq!(base.dims(), Dims::from_slice(&expected.dims));
            prop_assert_eq!(flat(&base), expected.data);
        }
        prop_assert_eq!(flat(&copy), m.data);
    }

    #[test]
    fn deleting_elements(m in model(), s in sub()) {
        let gone = s.places(m.data.len());
        prop_assume!(gone.iter().all(|&i| i < m.data.len()));
        let mut base = m.value();
        delete(&mut base, &[s.value()], Dialect::Octave).expect("deletable");
        let expected: Vec<f64> = (0..m.data.len()).filter(|i| !gone.contains(i)).map(|i| m.data[i]).collect();
        prop_assert_eq!(flat(&base), expected);
    }

    #[test]
    fn sparse_equals_dense(rows in 1usize..5, cols in 1usize..5, s in sub(), t in sub()) {
        let data: Vec<f64> = (0..rows * cols).map(|k| (k % 3) as f64).collect();
        let dense = NdArray::matrix(rows, cols, data);
        let sparse = Value::Sparse(Arc::new(Sparse::from_dense(&dense)));
        let dense = Value::from(dense);
        for subs in [vec![s.value()], vec![s.value(), t.value()]] {
            let full = |v: &Value| match v {
                Value::Sparse(s) => Value::from(s.to_dense()),
                other => other.clone(),
            };
            match (get(&dense, &subs), get(&sparse, &subs)) {
                (Ok(d), Ok(s)) => prop_assert_eq!(full(&s), d),
                (d, s) => prop_assert_eq!(d.is_err(), s.is_err()),
            }
            let (mut d, mut s) = (dense.clone(), sparse.clone());
            let done = (set(&mut d, &subs, Value::Num(7.0), Dialect::Octave), set(&mut s, &subs, Value::Num(7.0), Dialect::Octave));
            prop_assert_eq!(done.0.is_err(), done.1.is_err());
            prop_assert_eq!(full(&s), d);
            let (mut d, mut s) = (dense.clone(), sparse.clone());
            let done = (delete(&mut d, &subs, Dialect::Octave), delete(&mut s, &subs, Dialect::Octave));
            prop_assert_eq!(done.0.is_err(), done.1.is_err());
            prop_assert_eq!(full(&s), d);
        }
    }
}
