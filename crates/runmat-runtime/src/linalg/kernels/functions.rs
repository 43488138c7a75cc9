//! Functions of matrices.

use super::dense::Dense;
use super::lu::Lu;
use super::scalar::Scalar;
use super::spectrum::Schur;
use runmat_value::C64;

/// Coefficients of the Padé approximants of exp, by degree.
const PADE: [(f64, &[f64]); 5] = [
    (1.495585217958292e-2, &[120.0, 60.0, 12.0, 1.0]),
    (2.539_398_330_063_23e-1, &[30240.0, 15120.0, 3360.0, 420.0, 30.0, 1.0]),
    (9.504178996162932e-1, &[17297280.0, 8648640.0, 1995840.0, 277200.0, 25200.0, 1512.0, 56.0, 1.0]),
    (
        2.097847961257068,
        &[17643225600.0, 8821612800.0, 2075673600.0, 302702400.0, 30270240.0, 2162160.0, 110880.0, 3960.0, 90.0, 1.0],
    ),
    (
        5.371920351148152,
        &[
            64764752532480000.0,
            32382376266240000.0,
            7771770303897600.0,
            1187353796428800.0,
            129060195264000.0,
            10559470521600.0,
            670442572800.0,
            33522128640.0,
            1323241920.0,
            40840800.0,
            960960.0,
            16380.0,
            182.0,
            1.0,
        ],
    ),
];

/// The exponential: a Padé approximant of the scaled matrix, squared back.
pub fn exponential<T: Scalar>(a: &Dense<T>) -> Dense<T> {
    let n = a.rows();
    if n == 0 {
        return a.clone();
    }
    if a.is_diagonal() {
        let d: Vec<T> = a.diag().into_iter().map(|x| T::of_complex(x.complex().exp())).collect();
        return Dense::diagonal(n, n, &d);
    }
    let norm = a.norm1();
    if !norm.is_finite() {
        return Dense::filled(n, n, T::of(f64::NAN));
    }
    if let Some((_, c)) = PADE[..4].iter().find(|(bound, _)| norm <= *bound) {
        return pade(a, c);
    }
    let (bound, c) = PADE[4];
    let squarings = (norm / bound).log2().ceil().max(0.0) as i32;
    let mut x = pade(&a.scaled(0.5f64.powi(squarings)), c);
    for _ in 0..squarings {
        x = x.times(&x);
    }
    x
}

/// The diagonal Padé approximant with these numerator coefficients.
fn pade<T: Scalar>(a: &Dense<T>, c: &[f64]) -> Dense<T> {
    let n = a.rows();
    let square = a.times(a);
    let (mut even, mut odd) = (Dense::zeros(n, n), Dense::zeros(n, n));
    for pair in c.chunks(2).rev() {
        even = even.times(&square).shifted(T::of(pair[0]));
        odd = odd.times(&square);
        if let Some(&x) = pair.get(1) {
            odd = odd.shifted(T::of(x));
        }
    }
    let odd = a.times(&odd);
    Lu::new(even.minus(&odd)).solve(&even.plus(&odd))
}

/// The principal square root of an upper triangular matrix; elements may become infinite or NaN when it is
/// singular.
pub fn triangular_root(t: &Dense<C64>) -> Dense<C64> {
    let n = t.rows();
    let mut r = Dense::zeros(n, n);
    for j in 0..n {
        r[(j, j)] = principal_root(t[(j, j)]);
        for i in (0..j).rev() {
            let s: C64 = (i + 1..j).map(|k| r[(i, k)] * r[(k, j)]).sum();
            let rest = t[(i, j)] - s;
            let sum = r[(i, i)] + r[(j, j)];
            r[(i, j)] = if rest == C64::ZERO { rest } else { rest.over(sum) };
        }
    }
    r
}

fn principal_root(z: C64) -> C64 {
    if z.im == 0.0 {
        return if z.re < 0.0 { C64::new(0.0, (-z.re).sqrt()) } else { C64::new(z.re.sqrt(), 0.0) };
    }
    z.sqrt()
}

/// Nodes and weights of Gauss-Legendre quadrature on [0, 1] with `m` points.
fn gauss_legendre(m: usize) -> Vec<(f64, f64)> {
    let node = |k: usize| {
        let mut x = (std::f64::consts::PI * (k as f64 + 0.75) / (m as f64 + 0.5)).cos();
        let mut slope = 1.0;
        for _ in 0..100 {
            let (mut p0, mut p1) = (1.0, x);
            for j in 2..=m {
                let j = j as f64;
                (p0, p1) = (p1, ((2.0 * j - 1.0) * x * p1 - (j - 1.0) * p0) / j);
            }
            slope = m as f64 * (x * p1 - p0) / (x * x - 1.0);
            let change = p1 / slope;
            x -= change;
            if change.abs() < 1e-16 {
                break;
            }
        }
        (0.5 * (1.0 + x), 1.0 / ((1.0 - x * x) * slope * slope))
    };
    (0..m).map(node).collect()
}

/// The principal logarithm of an upper triangular matrix: roots until it is near the identity, then the
/// partial fractions of a Padé approximant.
pub fn triangular_logarithm(t: &Dense<C64>) -> Dense<C64> {
    let n = t.rows();
    let log = |z: C64| {
        if z.im == 0.0 && z.re > 0.0 { C64::new(z.re.ln(), 0.0) } else { C64::new(z.re, z.im + 0.0).ln() }
    };
    let diagonal: Vec<C64> = t.diag().into_iter().map(log).collect();
    if t.is_diagonal() {
        return Dense::diagonal(n, n, &diagonal);
    }
    let minus_one = C64::new(-1.0, 0.0);
    let (mut root, mut roots) = (t.clone(), 0);
    while root.shifted(minus_one).norm1() > 0.25 && roots < 100 {
        root = triangular_root(&root);
        roots += 1;
    }
    let x = root.shifted(minus_one);
    let mut sum = Dense::zeros(n, n);
    for (node, weight) in gauss_legendre(8) {
        let denominator = x.scaled(node).shifted(C64::new(1.0, 0.0));
        sum = sum.plus(&Lu::new(denominator).solve(&x).scaled(weight));
    }
    let mut out = sum.scaled(2f64.powi(roots));
    for (k, d) in diagonal.into_iter().enumerate() {
        out[(k, k)] = d;
    }
    out.upper(0)
}

/// Brings a function of the triangular factor back: `U*F*U'`.
pub fn restore(s: &Schur<C64>, f: &Dense<C64>) -> Dense<C64> {
    s.u.times(f).times(&s.u.adjoint())
}

/// The solution of `A X + X B = C`, from the Schur forms of `A` and `B`.
pub fn sylvester(a: &Schur<C64>, b: &Schur<C64>, c: &Dense<C64>) -> Dense<C64> {
    let f = a.u.adjoint().times(c).times(&b.u);
    let (m, n) = f.size();
    let mut y = Dense::zeros(m, n);
    for k in 0..n {
        let mut rhs = f.col(k).to_vec();
        for j in 0..k {
            let s = b.t[(j, k)];
            rhs.iter_mut().zip(y.col(j)).for_each(|(r, e)| *r -= *e * s);
        }
        let shifted = a.t.shifted(b.t[(k, k)]);
        super::triangular::solve_vector(&shifted, super::triangular::Triangle::Upper, &mut rhs);
        y.col_mut(k).copy_from_slice(&rhs);
    }
    a.u.times(&y).times(&b.u.adjoint())
}
