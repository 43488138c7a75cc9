//! Tests of the kernels that scripts alone would not reach.

use crate::testing::{Bench, numbers};
use runmat_value::{Dialect, NdArray, Value};

fn scrambled(n: usize) -> Vec<f64> {
    let mut x = 12345u64;
    let mut next = || {
        x = x.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((x >> 33) % 5000) as f64 - 2500.0
    };
    (0..n).map(|_| next()).collect()
}

/// A long sort gives the same in one slice and in many, and as sorting by comparison.
#[test]
fn long_sorts_stop_and_go_on() {
    let mut data = scrambled(200_000);
    data[7] = f64::NAN;
    data[100] = -0.0;
    let v: Value = NdArray::row(data.clone()).into();
    let mut order: Vec<usize> = (0..data.len()).collect();
    order.sort_by(|&a, &b| {
        data[a].is_nan().cmp(&data[b].is_nan()).then(data[a].partial_cmp(&data[b]).unwrap_or(std::cmp::Ordering::Equal))
    });
    let mut bench = Bench::new(Dialect::Octave);
    let (whole, once) = bench.slices("sort", std::slice::from_ref(&v), 2, i64::MAX).unwrap();
    let (parts, many) = bench.slices("sort", std::slice::from_ref(&v), 2, 1000).unwrap();
    assert_eq!(once, 1);
    assert!(many > 10, "{many} slices");
    let places: Vec<f64> = order.iter().map(|&k| (k + 1) as f64).collect();
    assert_eq!(numbers(&whole[1]), places);
    assert_eq!(numbers(&parts[1]), places);
    let (alone, _) = bench.slices("sort", &[v], 1, 1000).unwrap();
    assert_eq!(numbers(&alone[0])[..100], numbers(&whole[0])[..100]);
}

#[test]
fn descending_sorts_stay_stable() {
    let mut bench = Bench::new(Dialect::Matlab);
    let v = Value::row(vec![2.0, 1.0, 2.0, f64::NAN, 1.0]);
    let out = bench.call("sort", &[v, "descend".into()], 2).unwrap();
    assert_eq!(numbers(&out[1]), [4.0, 1.0, 3.0, 2.0, 5.0]);
}

#[test]
fn integer_sums_follow_the_dialect() {
    let v: Value = NdArray::row(vec![100i8, 100]).into();
    assert_eq!(Bench::new(Dialect::Matlab).one("sum", std::slice::from_ref(&v)), Value::I8(127));
    assert_eq!(Bench::new(Dialect::Octave).one("sum", &[v]), Value::Num(200.0));
}

#[test]
fn membership_takes_the_first_or_the_last_place() {
    let (a, s) = (Value::row(vec![1.0, 5.0, 2.0]), Value::row(vec![2.0, 1.0, 2.0]));
    let args = [a, s];
    let places = |d| numbers(&Bench::new(d).call("ismember", &args, 2).unwrap()[1]);
    assert_eq!(places(Dialect::Matlab), [2.0, 0.0, 1.0]);
    assert_eq!(places(Dialect::Octave), [2.0, 0.0, 3.0]);
}

#[test]
fn long_sums_and_extremes_agree_with_plain_loops() {
    let data = scrambled(5003);
    let v: Value = NdArray::row(data.clone()).into();
    let mut bench = Bench::new(Dialect::Matlab);
    assert_eq!(bench.one("sum", std::slice::from_ref(&v)).as_f64(), Some(data.iter().sum()));
    assert_eq!(bench.one("max", &[v]).as_f64(), data.iter().copied().reduce(f64::max));
}

#[test]
fn whole_numbers_of_a_narrow_span_are_treated_like_others() {
    let mut b = Bench::new(Dialect::Octave);
    let whole: Vec<f64> = (0..500).map(|k| ((k * 37) % 91) as f64 - 40.0).collect();
    let parts: Vec<f64> = whole.iter().map(|x| x / 3.0).collect();
    let table: Vec<f64> = (0..60).map(|k| ((k * 7) % 45) as f64 - 10.0).collect();
    let (whole, parts) = (Value::row(whole), Value::row(parts));
    let scaled = |v: &Value| Value::row(numbers(v).iter().map(|x| (x * 3.0).round()).collect());
    let distinct = b.one("unique", std::slice::from_ref(&parts));
    assert_eq!(b.one("unique", std::slice::from_ref(&whole)), scaled(&distinct));
    let thirds = Value::row(table.iter().map(|x| x / 3.0).collect());
    let direct = b.call("ismember", &[whole.clone(), Value::row(table)], 2).unwrap();
    let sorted = b.call("ismember", &[parts, thirds], 2).unwrap();
    assert_eq!(direct, sorted);
    let zeros = Value::row(vec![0.0, -0.0, 1.0]);
    assert_eq!(numbers(&b.one("unique", &[zeros])).len(), 2);
}
