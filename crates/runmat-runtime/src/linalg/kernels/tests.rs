//! The kernels on random matrices of several sizes: identities that must hold.

use super::spectrum::{self, Iterated};
use super::*;
use crate::random::draw::normal;
use crate::random::twister::Twister;
use runmat_value::C64;

const SIZES: [usize; 6] = [1, 2, 3, 10, 33, 70];

fn random<T: Scalar>(s: &mut Twister, m: usize, n: usize) -> Dense<T> {
    Dense::from_fn(m, n, |_, _| T::of_complex(C64::new(normal(s), normal(s))))
}

fn assert_close<T: Scalar>(a: &Dense<T>, b: &Dense<T>, what: &str) {
    assert_eq!(a.size(), b.size(), "{what}");
    let (error, scale) = (a.minus(b).norm_fro(), b.norm_fro().max(1.0));
    assert!(error <= 1e-10 * scale, "{what}: off by {error:e} of {scale:e}");
}

fn assert_orthonormal<T: Scalar>(q: &Dense<T>, what: &str) {
    assert_close(&q.adjoint().times(q), &Dense::eye(q.cols(), q.cols()), what);
}

fn factors_multiply_back<T: Scalar>() {
    let mut s = Twister::seeded(1);
    for n in SIZES {
        for (m, n) in [(n, n), (n + 3, n), (n, n + 3)] {
            let a = random::<T>(&mut s, m, n);
            for order in [lu::Elimination::Updating, lu::Elimination::Summing] {
                let f = lu::Lu::by(order, a.clone());
                assert_close(&f.l().times(&f.u()), &a.select_rows(f.order()), "lu");
            }
            let (q, r) = qr::factors(&a, m);
            assert_orthonormal(&q, "q");
            assert_close(&q.times(&r), &a, "qr");
            let k = m.min(n);
            let (q, r) = qr::factors(&a, k);
            assert_close(&q.times(&r), &a, "thin qr");
            let p = qr::Qr::pivoted(a.clone());
            assert_close(&p.q(k).times(&p.r(k)), &a.select_cols(p.order()), "pivoted qr");
            let f = svd::full(&a, true).unwrap();
            let scaled = Dense::from_fn(m, k, |r, c| f.u[(r, c)].scale(f.s[c]));
            assert_close(&scaled.times(&f.v.adjoint()), &a, "svd");
            assert!(f.s.windows(2).all(|w| w[0] >= w[1]));
            let f = svd::full(&a, false).unwrap();
            assert_eq!((f.u.size(), f.v.size()), ((m, m), (n, n)));
            assert_orthonormal(&f.u, "u");
            assert_orthonormal(&f.v, "v");
        }
        let a = random::<T>(&mut s, n, n);
        let h = a.adjoint().times(&a).shifted(T::of(0.1));
        let h = h.plus(&h.adjoint()).scaled(0.5);
        let r = cholesky::factor(&h).unwrap();
        assert_close(&r.adjoint().times(&r), &h, "cholesky");
    }
}

#[test]
fn real_factors_multiply_back() {
    factors_multiply_back::<f64>();
}

#[test]
fn complex_factors_multiply_back() {
    factors_multiply_back::<C64>();
}

fn spectra<T: Iterated>() {
    let mut s = Twister::seeded(2);
    for n in SIZES {
        let a = random::<T>(&mut s, n, n);
        let h = a.plus(&a.adjoint());
        let (d, v) = hermitian::eigen(&h, true).unwrap();
        let v = v.unwrap();
        assert_orthonormal(&v, "hermitian vectors");
        let vd = Dense::from_fn(n, n, |r, c| v[(r, c)].scale(d[c]));
        assert_close(&h.times(&v), &vd, "hermitian");
        assert!(d.windows(2).all(|w| w[0] <= w[1]));
        let f = spectrum::schur(&a).unwrap();
        assert_orthonormal(&f.u, "schur vectors");
        assert_close(&f.u.times(&f.t).times(&f.u.adjoint()), &a, "schur");
        let c = spectrum::complex_form(&f).unwrap();
        assert!(c.t.is_upper());
        assert_close(&c.u.times(&c.t).times(&c.u.adjoint()), &a.to_complex(), "complex schur");
        for balanced in [false, true] {
            let (d, v) = spectrum::eigen(&a, true, balanced).unwrap();
            let v = v.unwrap();
            let vd = Dense::from_fn(n, n, |r, c| v[(r, c)] * d[c]);
            assert_close(&a.to_complex().times(&v), &vd, "eigen");
        }
        let (q, h) = hessenberg::reduce(a.clone(), 0, n - 1);
        assert_close(&q.times(&h).times(&q.adjoint()), &a, "hessenberg");
        assert!(h.lower(-2).data().iter().all(|x| *x == T::ZERO));
    }
}

#[test]
fn real_spectra() {
    spectra::<f64>();
}

#[test]
fn complex_spectra() {
    spectra::<C64>();
}

#[test]
fn triangular_and_isolated_eigenvalues_are_found_by_exchange() {
    let a = Dense::new(3, 3, vec![1.0, 4.0, 0.0, 0.0, 2.0, 0.0, 5.0, 6.0, 3.0]);
    let (d, v) = spectrum::eigen(&a, true, true).unwrap();
    let v = v.unwrap();
    let vd = Dense::from_fn(3, 3, |r, c| v[(r, c)] * d[c]);
    assert_close(&a.to_complex().times(&v), &vd, "isolated");
}

#[test]
fn least_squares_of_either_kind_leave_an_orthogonal_residual() {
    let mut s = Twister::seeded(3);
    for (m, n) in [(5, 3), (3, 5), (40, 20)] {
        let (a, b) = (random::<C64>(&mut s, m, n), random::<C64>(&mut s, m, 2));
        for x in [lstsq::basic(&a, &b, f64::EPSILON).x, lstsq::least_norm(&a, &b, f64::EPSILON).unwrap().x] {
            let residual = a.times(&x).minus(&b);
            assert_close(&a.adjoint().times(&residual), &Dense::zeros(n, 2), "normal equations");
        }
    }
}

#[test]
fn signs_are_those_of_the_reference_library() {
    let three = Dense::new(3, 3, vec![4.0, 1.0, 0.0, 1.0, 3.0, 1.0, 0.0, 1.0, 2.0]);
    let v = hermitian::eigen(&three, true).unwrap().1.unwrap();
    let want = [0.2113, -0.5774, 0.7887, 0.5774, -0.5774, -0.5774, -0.7887, -0.5774, -0.2113];
    assert!(v.data().iter().zip(want).all(|(x, y)| (x - y).abs() < 1e-4), "{v:?}");
    let two = Dense::new(2, 2, vec![2.0, 1.0, 1.0, 2.0]);
    let v = hermitian::eigen(&two, true).unwrap().1.unwrap();
    let half = std::f64::consts::FRAC_1_SQRT_2;
    let want = [-half, half, half, half];
    assert!(v.data().iter().zip(want).all(|(x, y)| (x - y).abs() < 1e-4), "{v:?}");
    let general = Dense::new(3, 3, vec![1.0, 4.0, 7.0, 2.0, 5.0, 8.0, 3.0, 6.0, 10.0]);
    let (d, v) = spectrum::eigen(&general, true, true).unwrap();
    assert!(d.iter().zip([16.7075, -0.9057, 0.1982]).all(|(x, y)| (x.re - y).abs() < 1e-4), "{d:?}");
    let want = [-0.2235, -0.5039, -0.8343, -0.8658, 0.0857, 0.4929, 0.2783, -0.8318, 0.4802];
    assert!(v.unwrap().data().iter().zip(want).all(|(x, y)| (x.re - y).abs() < 1e-4));
    let tall = Dense::new(3, 2, vec![1.0, 3.0, 5.0, 2.0, 4.0, 6.0]);
    let f = svd::full(&tall, false).unwrap();
    let want = [-0.2298, -0.5247, -0.8196, 0.8835, 0.2408, -0.4019, 0.4082, -0.8165, 0.4082];
    assert!(f.u.data().iter().zip(want).all(|(x, y)| (x - y).abs() < 1e-4), "{:?}", f.u);
    let want = [-0.6196, -0.7849, -0.7849, 0.6196];
    assert!(f.v.data().iter().zip(want).all(|(x, y)| (x - y).abs() < 1e-4), "{:?}", f.v);
    let z = |re: f64, im: f64| C64::new(re, im);
    let h = Dense::new(2, 2, vec![z(2.0, 0.0), z(1.0, -1.0), z(1.0, 1.0), z(3.0, 0.0)]);
    let v = hermitian::eigen(&h, true).unwrap().1.unwrap();
    let want = [z(0.5774, 0.5774), z(-0.5774, 0.0), z(0.4082, 0.4082), z(0.8165, 0.0)];
    assert!(v.data().iter().zip(want).all(|(x, y)| (x - y).modulus() < 1e-4), "{v:?}");
}

#[test]
fn determinants_have_the_last_bits_of_the_reference_engines() {
    let a = |last| Dense::new(3, 3, vec![1.0, 4.0, 7.0, 2.0, 5.0, 8.0, 3.0, 6.0, last]);
    let det = |order, last| lu::Lu::by(order, a(last)).determinant();
    assert_eq!(det(lu::Elimination::Updating, 9.0), 6.661338147750939e-16);
    assert_eq!(det(lu::Elimination::Summing, 9.0), 0.0);
    assert_eq!(det(lu::Elimination::Summing, 10.0), -3.0);
}
