//! Distributions drawn from a stream of uniform numbers.

use super::twister::Twister;
use std::sync::OnceLock;

/// Layers of the ziggurat.
const LAYERS: usize = 256;
/// Where its lowest layer ends and the tail begins.
const TAIL: f64 = 3.654_152_885_361_009;
/// Area of each layer.
const AREA: f64 = 0.004_928_673_233_974_654;

/// Edges of the layers and the density there.
struct Ziggurat {
    edge: [f64; LAYERS + 1],
    height: [f64; LAYERS + 1],
}

fn density(x: f64) -> f64 {
    (-0.5 * x * x).exp()
}

fn ziggurat() -> &'static Ziggurat {
    static TABLE: OnceLock<Ziggurat> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut edge = [0.0; LAYERS + 1];
        edge[0] = AREA / density(TAIL);
        edge[1] = TAIL;
        for k in 2..LAYERS {
            edge[k] = (-2.0 * (AREA / edge[k - 1] + density(edge[k - 1])).ln()).sqrt();
        }
        Ziggurat { edge, height: edge.map(density) }
    })
}

/// Standard normal, by Marsaglia and Tsang's ziggurat.
#[inline]
pub fn normal(s: &mut Twister) -> f64 {
    let z = ziggurat();
    loop {
        let bits = s.next_u64();
        let layer = (bits & 0xff) as usize;
        let u = ((bits >> 11) as f64) / (1u64 << 52) as f64 - 1.0;
        let x = u * z.edge[layer];
        if x.abs() < z.edge[layer + 1] {
            return x;
        }
        if layer == 0 {
            return normal_tail(s).copysign(u);
        }
        let (low, high) = (z.height[layer], z.height[layer + 1]);
        if low + s.uniform() * (high - low) < density(x) {
            return x;
        }
    }
}

fn normal_tail(s: &mut Twister) -> f64 {
    loop {
        let x = -s.uniform().ln() / TAIL;
        let y = -s.uniform().ln();
        if 2.0 * y > x * x {
            return TAIL + x;
        }
    }
}

/// Standard exponential.
pub fn exponential(s: &mut Twister) -> f64 {
    -s.uniform().ln()
}

/// Gamma with shape `a` and scale 1, by Marsaglia and Tsang's method; NaN outside `a` > 0.
pub fn gamma(s: &mut Twister, a: f64) -> f64 {
    if a.is_nan() || a <= 0.0 || a.is_infinite() {
        return f64::NAN;
    }
    if a < 1.0 {
        let boost = s.uniform().powf(1.0 / a);
        return gamma(s, a + 1.0) * boost;
    }
    let d = a - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(s);
        let v = (1.0 + c * x).powi(3);
        if v > 0.0 && s.uniform().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v;
        }
    }
}

/// Poisson with mean `m`; NaN outside `m` ≥ 0.
pub fn poisson(s: &mut Twister, m: f64) -> f64 {
    if m.is_nan() || m < 0.0 || m.is_infinite() {
        return f64::NAN;
    }
    if m < 10.0 { poisson_by_product(s, m) } else { poisson_by_rejection(s, m) }
}

fn poisson_by_product(s: &mut Twister, m: f64) -> f64 {
    let floor = (-m).exp();
    let (mut k, mut p) = (0.0, s.uniform());
    while p > floor {
        k += 1.0;
        p *= s.uniform();
    }
    k
}

/// Hörmann's transformed rejection.
fn poisson_by_rejection(s: &mut Twister, m: f64) -> f64 {
    let b = 0.931 + 2.53 * m.sqrt();
    let a = -0.059 + 0.02483 * b;
    let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let quick = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = s.uniform() - 0.5;
        let v = s.uniform();
        let us = 0.5 - u.abs();
        let k = ((2.0 * a / us + b) * u + m + 0.43).floor();
        if us >= 0.07 && v <= quick {
            return k;
        }
        if k < 0.0 || (us < 0.013 && v > us) {
            continue;
        }
        let log = (v * inverse_alpha / (a / (us * us) + b)).ln();
        if log <= k * m.ln() - m - libm::lgamma(k + 1.0) {
            return k;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(f: impl FnMut() -> f64) -> (f64, f64) {
        let n = 200_000;
        let x: Vec<f64> = std::iter::repeat_with(f).take(n).collect();
        let mean = x.iter().sum::<f64>() / n as f64;
        (mean, x.iter().map(|e| (e - mean).powi(2)).sum::<f64>() / n as f64)
    }

    fn check(got: (f64, f64), mean: f64, variance: f64) {
        let tolerance = 0.02 * variance.sqrt().max(1.0);
        assert!((got.0 - mean).abs() < tolerance, "mean {} for {mean}", got.0);
        assert!((got.1 / variance - 1.0).abs() < 0.03, "variance {} for {variance}", got.1);
    }

    #[test]
    fn moments_are_right() {
        let mut s = Twister::seeded(1);
        check(moments(|| s.uniform()), 0.5, 1.0 / 12.0);
        check(moments(|| normal(&mut s)), 0.0, 1.0);
        check(moments(|| exponential(&mut s)), 1.0, 1.0);
        for a in [0.5, 1.0, 7.5] {
            check(moments(|| gamma(&mut s, a)), a, a);
        }
        for m in [0.3, 4.0, 50.0] {
            check(moments(|| poisson(&mut s, m)), m, m);
        }
    }

    #[test]
    fn normal_tails_are_right() {
        let mut s = Twister::seeded(2);
        let n = 400_000;
        let beyond = |s: &mut Twister, x: f64| (0..n).filter(|_| normal(s).abs() > x).count() as f64 / n as f64;
        assert!((beyond(&mut s, 1.0) - 0.3173).abs() < 0.004);
        assert!((beyond(&mut s, 3.0) - 0.0027).abs() < 0.0006);
    }
}
