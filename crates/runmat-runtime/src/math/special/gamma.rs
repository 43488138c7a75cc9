//! Digamma and polygamma functions.

use runmat_value::C64;
use runmat_value::ops::complex::{div, ln};
use std::f64::consts::PI;

/// B(2k)/(2k) for the asymptotic series of the digamma function.
const SERIES: [f64; 8] =
    [1.0 / 12.0, -1.0 / 120.0, 1.0 / 252.0, -1.0 / 240.0, 1.0 / 132.0, -691.0 / 32760.0, 1.0 / 12.0, -3617.0 / 8160.0];

/// Digamma function.
pub fn psi(x: f64) -> f64 {
    const EULER: f64 = 0.577_215_664_901_532_9;
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x <= 0.0 {
        return if x == x.floor() { f64::NEG_INFINITY } else { psi(1.0 - x) - PI / (PI * x).tan() };
    }
    if x == x.floor() && x < 40.0 {
        return (1..x as u64).rev().map(|k| 1.0 / k as f64).sum::<f64>() - EULER;
    }
    if (x + 0.5) == (x + 0.5).floor() && x < 40.0 {
        let n = (x - 0.5) as u64;
        let sum: f64 = (1..=n).rev().map(|k| 1.0 / (2.0 * k as f64 - 1.0)).sum();
        return 2.0 * sum - EULER - 2.0 * std::f64::consts::LN_2;
    }
    if (x - ROOT).abs() < 0.05 {
        return near_root(x);
    }
    let (mut z, mut shift) = (x, 0.0);
    while z < 10.0 {
        shift += 1.0 / z;
        z += 1.0;
    }
    let w = 1.0 / (z * z);
    let tail = SERIES.iter().rev().fold(0.0, |s, c| (s + c) * w);
    z.ln() - 0.5 / z - tail - shift
}

/// The positive zero of the digamma function, and what is left of it beyond a double.
const ROOT: f64 = 1.461_632_144_968_362_3;
const ROOT_REST: f64 = 9.549_995_429_965_697e-17;

/// Taylor's series at the zero.
fn near_root(x: f64) -> f64 {
    let d = (x - ROOT) - ROOT_REST;
    let (mut power, mut factorial, mut sum) = (1.0, 1.0, 0.0);
    for n in 1..14 {
        power *= d;
        factorial *= n as f64;
        sum += polygamma(n, ROOT) * power / factorial;
    }
    sum
}

/// Digamma function of a complex number.
pub fn psi_complex(z: C64) -> C64 {
    if z.im == 0.0 {
        return C64::new(psi(z.re), 0.0);
    }
    if z.re < 0.0 {
        let t = super::super::complex::tan(z * PI);
        return psi_complex(C64::new(1.0 - z.re, -z.im)) - div(C64::new(PI, 0.0), t);
    }
    let one = C64::new(1.0, 0.0);
    let (mut z, mut shift) = (z, C64::new(0.0, 0.0));
    while z.re < 10.0 && z.im.abs() < 30.0 {
        shift += div(one, z);
        z.re += 1.0;
    }
    let w = div(one, z * z);
    let tail = SERIES.iter().rev().fold(C64::new(0.0, 0.0), |s, &c| (s + c) * w);
    ln(z) - div(C64::new(0.5, 0.0), z) - tail - shift
}

/// The `n`-th derivative of the digamma function, for positive numbers.
pub fn polygamma(n: u32, x: f64) -> f64 {
    if n == 0 {
        return psi(x);
    }
    if x < 0.0 || x.is_nan() {
        return f64::NAN;
    }
    if x == 0.0 {
        return if n % 2 == 1 { f64::INFINITY } else { f64::NEG_INFINITY };
    }
    if x == f64::INFINITY {
        return 0.0;
    }
    let order = n as f64;
    let (mut z, mut shift) = (x, 0.0);
    while z < 15.0 + order {
        shift += z.powf(-order - 1.0);
        z += 1.0;
    }
    // (n-1)!/z^n + n!/(2 z^(n+1)) + sum B(2k) (2k+n-1)!/((2k)! z^(2k+n)), all divided by n!.
    let w = 1.0 / (z * z);
    let mut factor = 1.0 / z.powf(order);
    let mut sum = factor / order + 0.5 * factor / z;
    let mut rising = 1.0;
    for (k, c) in SERIES.iter().enumerate() {
        let k2 = 2.0 * (k as f64 + 1.0);
        factor *= w;
        // (2k+n-1)!/((2k-1)! n!)
        rising = if k == 0 {
            order + 1.0
        } else {
            rising * (k2 + order - 2.0) * (k2 + order - 1.0) / ((k2 - 2.0) * (k2 - 1.0))
        };
        sum += c * rising * factor;
    }
    let sign = if n % 2 == 1 { 1.0 } else { -1.0 };
    sign * libm::tgamma(order + 1.0) * (sum + shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        assert!((polygamma(1, 1.0) - PI * PI / 6.0).abs() < 1e-14);
        assert!((polygamma(2, 1.0) + 2.404_113_806_319_188_6).abs() < 1e-13);
        assert!((psi(0.25) + 4.227_453_533_376_265).abs() < 1e-14);
    }
}
