//! Jacobi's elliptic functions, by descending with the arithmetic-geometric mean.

use runmat_value::C64;

/// `[sn, cn, dn]` for a real argument; NaNs when the mean does not settle.
pub fn real(u: f64, m: f64) -> [f64; 3] {
    if !(0.0..=1.0).contains(&m) {
        return [f64::NAN; 3];
    }
    let root_eps = f64::EPSILON.sqrt();
    if m < root_eps {
        let (s, c) = u.sin_cos();
        let d = 0.25 * m * (u - s * c);
        return [s - d * c, c + d * s, 1.0 - m * s * s / 2.0];
    }
    if m >= 1.0 - root_eps {
        let m1 = 1.0 - m;
        let (s, c, t) = (u.sinh(), u.cosh(), u.tanh());
        let sech = 1.0 / c;
        return [
            t + 0.25 * m1 * (s * c - u) * sech * sech,
            sech - 0.25 * m1 * (s * c - u) * t * sech,
            sech + 0.25 * m1 * (s * c + u) * t * sech,
        ];
    }
    let (mut a, mut c) = ([0.0; 16], [0.0; 16]);
    a[0] = 1.0;
    let mut b = (1.0 - m).sqrt();
    c[0] = m.sqrt();
    let mut n = 0;
    while n < 15 {
        a[n + 1] = (a[n] + b) / 2.0;
        c[n + 1] = (a[n] - b) / 2.0;
        b = (a[n] * b).sqrt();
        n += 1;
        if c[n] / a[n] < f64::EPSILON {
            break;
        }
    }
    let mut phi = (1u64 << n) as f64 * a[n] * u;
    let mut before = phi;
    for k in (1..=n).rev() {
        before = phi;
        phi = (((c[k] / a[k]) * phi.sin()).asin() + phi) / 2.0;
    }
    let (sn, cn) = phi.sin_cos();
    let dn = if (before - phi).cos().abs() > 0.1 { cn / (before - phi).cos() } else { (1.0 - m * sn * sn).sqrt() };
    [sn, cn, dn]
}

/// `[sn, cn, dn]` for a complex argument, from those of its parts.
pub fn complex(u: C64, m: f64) -> [C64; 3] {
    let [ss, cc, dd] = real(u.re, m);
    if u.im == 0.0 {
        return [ss, cc, dd].map(|x| C64::new(x, 0.0));
    }
    let [s1, c1, d1] = real(u.im, 1.0 - m);
    let q = c1 * c1 + m * ss * ss * s1 * s1;
    [
        C64::new(ss * d1 / q, cc * dd * s1 * c1 / q),
        C64::new(cc * c1 / q, -ss * dd * s1 * d1 / q),
        C64::new(dd * c1 * d1 / q, -m * ss * cc * s1 / q),
    ]
}
