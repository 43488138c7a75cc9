//! Whole numbers: greatest common divisors, primes, factors.

use super::pairs::{fault, with_integer};
use runmat_ignition::builtin::{MANY, Values, one};
use runmat_ignition::{Builtin, CallCx, Work};
use runmat_value::ops::kernels::{Out, zip};
use runmat_value::{C64, Class, Dims, Error, NdArray, Result, Value, convert};

/// All rows.
pub const TABLE: &[Builtin] = &[
    Builtin::many("gcd", (2, MANY), MANY, gcd)
        .pure()
        .doc("gcd(a, b): greatest common divisor.\n[g, u, v] = gcd(a, b): g = u.*a + v.*b.\n    gcd(12, 18)"),
    Builtin::one("lcm", (2, MANY), lcm).doc("lcm(a, b): least common multiple.\n    lcm(4, 6)"),
    Builtin::one("isprime", (1, 1), isprime)
        .work(Work::Costly)
        .doc("isprime(x): which elements are prime numbers.\n    isprime(1:7)"),
    Builtin::one("primes", (1, 1), primes)
        .work(Work::Sizes { values: 0, square: false })
        .doc("primes(n): the prime numbers up to n.\n    primes(20)"),
    Builtin::one("list_primes", (0, 1), list_primes)
        .work(Work::Sizes { values: 0, square: false })
        .doc("list_primes(n): the first n prime numbers."),
    Builtin::many("factor", (1, 1), 2, factor)
        .pure()
        .work(Work::Costly)
        .doc("factor(n): the prime factors of n.\n[p, k] = factor(n): different ones, and how often.\n    factor(60)"),
];

/// `(g, u, v)` with `g = u*a + v*b`.
fn extended(a: f64, b: f64) -> [f64; 3] {
    let (mut x, mut y) = (a.abs(), b.abs());
    let (mut lx, mut ly, mut px, mut py) = (0.0, 1.0, 1.0, 0.0);
    while y != 0.0 {
        let q = (x / y).floor();
        (x, y) = (y, x - q * y);
        (lx, px) = (px - q * lx, lx);
        (ly, py) = (py - q * ly, ly);
    }
    [x, if a < 0.0 { -px } else { px }, if b < 0.0 { -py } else { py }]
}

fn plain_gcd(a: f64, b: f64) -> f64 {
    let (mut x, mut y) = (a.abs(), b.abs());
    while y != 0.0 {
        (x, y) = (y, x % y);
    }
    x
}

fn integer_gcd(a: i128, b: i128) -> i128 {
    let (mut x, mut y) = (a.abs(), b.abs());
    while y != 0 {
        (x, y) = (y, x % y);
    }
    x
}

/// Of Gaussian integers, by division to the nearest.
fn complex_gcd(a: C64, b: C64) -> [C64; 3] {
    let norm = |z: C64| z.re * z.re + z.im * z.im;
    let swap = norm(a) < norm(b);
    let (mut x, mut y) = if swap { (b, a) } else { (a, b) };
    let (zero, unit) = (C64::new(0.0, 0.0), C64::new(1.0, 0.0));
    let (mut lx, mut ly, mut px, mut py) = (zero, unit, unit, zero);
    while norm(y) > 0.0 {
        let q = x / y;
        let q = C64::new((q.re + 0.5).floor(), (q.im + 0.5).floor());
        (x, y) = (y, x - q * y);
        (lx, px) = (px - q * lx, lx);
        (ly, py) = (py - q * ly, ly);
    }
    if swap { [x, py, px] } else { [x, px, py] }
}

/// The class of the result of a pair, and a check of both.
fn common_class(cx: &CallCx<'_>, a: &Value, b: &Value) -> Result<Class> {
    let fine = |c: Class| c.is_numeric() || matches!(c, Class::Logical | Class::Char);
    let (x, y) = (a.class(), b.class());
    if a.is_undef() || b.is_undef() || !fine(x) || !fine(y) {
        let text = format!("invalid class combination for gcd: {} and {}", a.class_name(), b.class_name());
        return Err(cx.fail("MATLAB:gcd:notInteger", &text));
    }
    for v in [a, b] {
        let whole = !v.class().is_float()
            || convert::complex_array(v).data().iter().all(|z| z.re == z.re.trunc() && z.im == z.im.trunc());
        if !whole {
            let text = if cx.octave() { "gcd: all values must be integers" } else { "Inputs must be real integers." };
            return Err(Error::new(if cx.octave() { "" } else { "MATLAB:gcd:notInteger" }, text));
        }
    }
    Ok(match (x, y) {
        (_, y) if y.is_integer() => y,
        (x, _) if x.is_integer() => x,
        (Class::Single, _) | (_, Class::Single) => Class::Single,
        _ => Class::Double,
    })
}

/// The parts of a list of triples, as values of a class.
fn split<T: runmat_value::Element + Copy>(r: Out<Triple<T>>) -> [NdArray<T>; 3] {
    let (dims, data) = match r {
        Out::Scalar(t) => (Dims::scalar(), vec![t]),
        Out::Array(a) => a.into_parts(),
    };
    [0, 1, 2].map(|k| NdArray::new(dims.clone(), data.iter().map(|t| t.0[k]).collect()))
}

/// Three results of one pair of elements.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Triple<T>([T; 3]);

impl<T: runmat_value::Element + Copy> runmat_value::Element for Triple<T> {
    const CLASS: Class = T::CLASS;
    fn fill() -> Self {
        Triple([T::fill(), T::fill(), T::fill()])
    }
    fn into_value(array: NdArray<Self>) -> Value {
        array.map(|t| t.0[0]).into()
    }
    fn scalar(self) -> Value {
        self.0[0].scalar()
    }
    fn view(_: &Value) -> Option<runmat_value::View<'_, Self>> {
        None
    }
    fn take(value: Value) -> Result<NdArray<Self>, Value> {
        Err(value)
    }
    fn make_mut(_: &mut Value) -> Option<&mut NdArray<Self>> {
        None
    }
}

/// `[g, u, v]` of two values.
fn gcd_of(cx: &mut CallCx<'_>, a: &Value, b: &Value, coefficients: bool) -> Result<[Value; 3]> {
    let class = common_class(cx, a, b)?;
    cx.charge(20 * a.numel().max(b.numel()));
    if a.is_complex() || b.is_complex() {
        let (x, y) = (convert::complex_array(a), convert::complex_array(b));
        let r = zip(x.view(), y.view(), |x, y| Triple(complex_gcd(x, y))).map_err(|e| fault(cx, e))?;
        return Ok(split(r).map(|a| convert::narrow(a.into())));
    }
    if matches!(class, Class::Int64 | Class::Uint64) && !coefficients {
        let x = NdArray::new(a.dims(), convert::exact_integers(a).iter().map(|&x| x as f64).collect::<Vec<_>>());
        let exact = (convert::exact_integers(a), convert::exact_integers(b));
        if exact.0.len() == exact.1.len() {
            let data: Vec<i128> = exact.0.iter().zip(&exact.1).map(|(&x, &y)| integer_gcd(x, y)).collect();
            let v: Value = with_integer!(class, T => NdArray::new(x.dims().clone(), data.iter().map(|&g| g as T).collect()).into());
            return Ok([v.clone(), v.clone(), v]);
        }
    }
    let (x, y) = (convert::real_array(a), convert::real_array(b));
    let f = |x, y| if coefficients { extended(x, y) } else { [plain_gcd(x, y), 0.0, 0.0] };
    let r = zip(x.view(), y.view(), |x, y| Triple(f(x, y))).map_err(|e| fault(cx, e))?;
    let parts = split(r).map(Value::from);
    if class == Class::Double {
        return Ok(parts);
    }
    let [g, u, v] = parts;
    let to = |v: &Value| convert::to_class(v, class, cx.dialect());
    Ok([to(&g)?, to(&u)?, to(&v)?])
}

fn gcd(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if cx.nargout > args.len() + 1 {
        return Err(cx.invalid_call());
    }
    let dialect = cx.dialect();
    let coefficients = cx.nargout > 1;
    let mut g = args[0].clone();
    let mut factors: Vec<Value> = Vec::new();
    for (k, b) in args[1..].iter().enumerate() {
        let [next, u, v] = gcd_of(cx, &g, b, coefficients)?;
        if coefficients {
            if k == 0 {
                factors.push(u);
            } else {
                for f in &mut factors {
                    *f = runmat_value::ops::binary(runmat_syntax::ast::BinaryOp::Times, f, &u, dialect)?;
                }
            }
            factors.push(v);
        }
        g = next;
    }
    let mut out = one(g);
    out.extend(factors);
    Ok(out)
}

fn lcm(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    use runmat_syntax::ast::BinaryOp;
    let dialect = cx.dialect();
    let mut l = args[0].clone();
    for b in &args[1..] {
        let [g, ..] = gcd_of(cx, &l, b, false)?;
        let product = if dialect.is_octave() {
            runmat_value::ops::binary(BinaryOp::Times, &l, b, dialect)?
        } else {
            let p = runmat_value::ops::binary(BinaryOp::Times, &l, b, dialect)?;
            magnitude(p)
        };
        // The divisor of two zeros is zero.
        let mut g = g;
        if let Value::Num(x) = &mut g
            && *x == 0.0
        {
            *x = 1.0;
        }
        let r = runmat_value::ops::binary(BinaryOp::RDivide, &product, &g, dialect)?;
        l = match r {
            Value::F64(a) => a.map(|x| if x.is_nan() { 0.0 } else { *x }).into(),
            other => other,
        };
    }
    Ok(l)
}

fn magnitude(v: Value) -> Value {
    match v {
        Value::Num(x) => Value::Num(x.abs()),
        Value::F64(a) => a.map(|x| x.abs()).into(),
        other => other,
    }
}

/// `a*b mod n`.
fn mul_mod(a: u64, b: u64, n: u64) -> u64 {
    (a as u128 * b as u128 % n as u128) as u64
}

fn pow_mod(mut a: u64, mut e: u64, n: u64) -> u64 {
    let mut r = 1;
    a %= n;
    while e > 0 {
        if e & 1 == 1 {
            r = mul_mod(r, a, n);
        }
        a = mul_mod(a, a, n);
        e >>= 1;
    }
    r
}

/// Whether a number is prime: Miller and Rabin's test with bases that leave no exceptions below 2^64.
pub fn is_prime(n: u64) -> bool {
    const BASES: [u64; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    if n < 2 {
        return false;
    }
    if let Some(&p) = BASES.iter().find(|&&p| n.is_multiple_of(p)) {
        return n == p;
    }
    let s = (n - 1).trailing_zeros();
    let d = (n - 1) >> s;
    BASES.iter().all(|&a| {
        let mut x = pow_mod(a, d, n);
        if x == 1 || x == n - 1 {
            return true;
        }
        (1..s).any(|_| {
            x = mul_mod(x, x, n);
            x == n - 1
        })
    })
}

fn isprime(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    if v.is_undef() || !(v.class().is_numeric() || matches!(v.class(), Class::Logical | Class::Char)) {
        return Err(if cx.octave() {
            Error::msg(format!("fix: not defined for {}", runmat_value::ops::octave_type_name(v)))
        } else {
            Error::new("MATLAB:isprime:InputNotPosInt", "All entries of X must be nonnegative integers.")
        });
    }
    if v.is_empty() {
        return Ok(v.clone());
    }
    cx.charge(50 * v.numel());
    let whole = |x: f64| x == x.trunc();
    let no_whole = |cx: &CallCx<'_>| {
        let text = if cx.octave() {
            "X contains non-integer entries"
        } else {
            "All entries of X must be nonnegative integers."
        };
        cx.fail("MATLAB:isprime:InputNotPosInt", text)
    };
    if v.is_complex() {
        let a = convert::complex_array(v);
        if a.data().iter().any(|z| !whole(z.re) || !whole(z.im)) {
            return Err(no_whole(cx));
        }
        return Ok(a.map(|&z| gaussian_prime(z)).into());
    }
    if v.class().is_integer() {
        let data = convert::exact_integers(v).iter().map(|&x| is_prime(x.unsigned_abs() as u64)).collect();
        return Ok(NdArray::new(v.dims(), data).into());
    }
    let a = convert::real_array(v);
    if a.data().iter().any(|&x| !whole(x) || (x < 0.0 && !cx.octave())) {
        return Err(no_whole(cx));
    }
    let r: Value = a.map(|&x| is_prime(x.abs() as u64)).into();
    Ok(if v.is_sparse() { super::elementwise::to_sparse(&r) } else { r })
}

fn gaussian_prime(z: C64) -> bool {
    let (x, y) = (z.re.abs(), z.im.abs());
    let axis = |x: f64| is_prime(x as u64) && x as u64 % 4 == 3;
    if y == 0.0 {
        axis(x)
    } else if x == 0.0 {
        axis(y)
    } else {
        is_prime((x * x + y * y) as u64)
    }
}

/// The primes up to `n`, by a sieve of odd numbers.
pub fn sieve(n: usize) -> Vec<u64> {
    if n < 2 {
        return Vec::new();
    }
    let half = n.div_ceil(2);
    let mut composite = vec![false; half];
    let mut k = 3;
    while k * k <= n {
        if !composite[k / 2] {
            (k * k / 2..half).step_by(k).for_each(|j| composite[j] = true);
        }
        k += 2;
    }
    let odd = (1..half).filter(|&j| !composite[j]).map(|j| 2 * j as u64 + 1).filter(|&p| p <= n as u64);
    std::iter::once(2).chain(odd).collect()
}

fn in_class(cx: &CallCx<'_>, data: Vec<f64>, class: Class) -> Result<Value> {
    let dims = Dims::row(data.len());
    let v: Value = NdArray::new(dims, data).into();
    match class {
        c if c.is_numeric() || matches!(c, Class::Logical | Class::Char) => convert::to_class(&v, c, cx.dialect()),
        _ => Ok(v),
    }
}

fn primes(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let n = args[0].as_f64().ok_or_else(|| {
        cx.fail(
            "MATLAB:primes:InputNotScalar",
            if cx.octave() { "N must be a real scalar" } else { "N must be a scalar." },
        )
    })?;
    if n.is_infinite() && n > 0.0 || n.is_nan() {
        return Err(cx.fail("MATLAB:primes:infinite", "N must be finite (not +/-infinity)"));
    }
    let n = if n >= 2.0 { n as usize } else { 0 };
    cx.reserve(&Dims::row(n), 1)?;
    cx.charge(2 * n);
    let class = if args[0].class() == Class::Char { Class::Double } else { args[0].class() };
    in_class(cx, sieve(n).into_iter().map(|p| p as f64).collect(), class)
}

fn list_primes(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let n = match args {
        [] => 25.0,
        [n] => n.as_f64().ok_or_else(|| cx.fail("MATLAB:list_primes", "argument must be a scalar"))?,
        _ => return Err(cx.invalid_call()),
    };
    let n = n.max(0.0) as usize;
    let bound = if n < 6 { 13.0 } else { n as f64 * ((n as f64).ln() + (n as f64).ln().ln()) + 1.0 };
    cx.reserve(&Dims::row(bound as usize), 1)?;
    cx.charge(2 * bound as usize);
    Ok(Value::row(sieve(bound as usize).into_iter().take(n).map(|p| p as f64).collect()))
}

/// Prime factors, ascending.
pub fn factors(mut n: u64) -> Vec<u64> {
    let mut out = Vec::new();
    for p in [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47] {
        while n.is_multiple_of(p) {
            out.push(p);
            n /= p;
        }
    }
    split_factors(n, &mut out);
    out.sort_unstable();
    out
}

fn split_factors(n: u64, out: &mut Vec<u64>) {
    if n == 1 {
        return;
    }
    if is_prime(n) {
        out.push(n);
        return;
    }
    let d = divisor(n);
    split_factors(d, out);
    split_factors(n / d, out);
}

/// A proper divisor of an odd composite number (Pollard's rho).
fn divisor(n: u64) -> u64 {
    let r = (n as f64).sqrt() as u64;
    for root in r.saturating_sub(1)..=r + 1 {
        if root > 1 && root as u128 * root as u128 == n as u128 {
            return root;
        }
    }
    for c in 1.. {
        let step = |x: u64| ((mul_mod(x, x, n) as u128 + c as u128) % n as u128) as u64;
        let (mut x, mut y, mut d) = (2, 2, 1);
        while d == 1 {
            x = step(x);
            y = step(step(y));
            d = integer_gcd(x.abs_diff(y) as i128, n as i128) as u64;
        }
        if d != n {
            return d;
        }
    }
    n
}

fn factor(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let v = &args[0];
    let bad = |cx: &CallCx<'_>| {
        let text =
            if cx.octave() { "Q must be a real non-negative integer" } else { "N must be a real nonnegative integer." };
        cx.fail("MATLAB:factor:InputNotPosInt", text)
    };
    let x = v.as_f64().ok_or_else(|| bad(cx))?;
    if x < 0.0 || x != x.trunc() || !x.is_finite() {
        return Err(bad(cx));
    }
    let q = if v.class().is_integer() { convert::exact_integers(v)[0] as u64 } else { x as u64 };
    let exact = if v.class() == Class::Single { 16777216.0 } else { 9007199254740992.0 };
    if v.class().is_float() && x > exact {
        return Err(cx.fail("MATLAB:factor:InputTooLarge", "Q too large to factor (> flintmax)"));
    }
    cx.charge(1000);
    let list = if q < 4 { vec![q] } else { factors(q) };
    let class = v.class();
    if cx.nargout < 2 {
        return Ok(one(in_class(cx, list.iter().map(|&p| p as f64).collect(), class)?));
    }
    let (mut different, mut counts): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    for p in list {
        if different.last() == Some(&(p as f64)) {
            *counts.last_mut().expect("one count a factor") += 1.0;
        } else {
            different.push(p as f64);
            counts.push(1.0);
        }
    }
    let mut out = one(in_class(cx, different, class)?);
    out.push(Value::row(counts));
    Ok(out)
}
