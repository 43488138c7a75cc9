// Functions of 64-bit floats, where the device has them. Shading languages have no transcendental ones.

fn is_nan64(x: f64) -> bool { return !(x == x); }
fn is_inf64(x: f64) -> bool { return x == x && abs(x) > 1.7976931348623157e308lf; }

fn round_away64(x: f64) -> f64 {
    let t = trunc(x);
    if (!(abs(x - t) >= 0.5lf)) { return t; }
    return select(t + 1.0lf, t - 1.0lf, x < 0.0lf);
}

fn sign_of64(x: f64) -> f64 {
    if (is_nan64(x)) { return x; }
    return select(select(0.0lf, -1.0lf, x < 0.0lf), 1.0lf, x > 0.0lf);
}

fn larger64(a: f64, b: f64) -> f64 {
    if (is_nan64(a)) { return b; }
    if (is_nan64(b)) { return a; }
    return select(b, a, a >= b);
}

fn smaller64(a: f64, b: f64) -> f64 {
    if (is_nan64(a)) { return b; }
    if (is_nan64(b)) { return a; }
    return select(b, a, a <= b);
}

// The remainder of x / y towards zero, exactly.
fn fmod64_(x: f64, y: f64) -> f64 {
    if (is_nan64(x) || is_nan64(y) || is_inf64(x) || y == 0.0lf) { return (x - x) / (x - x); }
    if (is_inf64(y)) { return x; }
    let d = abs(y);
    var r = abs(x);
    loop {
        if (r < d) { break; }
        var t = d;
        loop {
            if (t > r * 0.5lf) { break; }
            t = t * 2.0lf;
        }
        r = r - t;
    }
    return select(r, -r, x < 0.0lf);
}

fn nearly_multiple64(x: f64, y: f64) -> bool {
    if (y == trunc(y)) { return false; }
    let q = x / y;
    let n = round_away64(q);
    return abs((q - n) / n) < 2.220446049250313e-16lf;
}

fn modulo64(x: f64, y: f64) -> f64 {
    if (y == 0.0lf) { return x; }
    let q = x / y;
    if (!(abs(q) < 9007199254740992.0lf) || is_inf64(y)) {
        let r = fmod64_(x, y);
        return select(r, r + y, r != 0.0lf && (r < 0.0lf) != (y < 0.0lf));
    }
    if (nearly_multiple64(x, y)) { return 0.0lf; }
    return x - y * floor(q);
}

fn remainder64(x: f64, y: f64) -> f64 {
    if (y == 0.0lf) { return (y / y); }
    let q = x / y;
    if (!(abs(q) < 9007199254740992.0lf) || is_inf64(y)) { return fmod64_(x, y); }
    if (nearly_multiple64(x, y)) { return 0.0lf; }
    return x - y * trunc(q);
}

fn infinity64() -> f64 { return f64(infinity()); }
fn not_a_number64() -> f64 { return f64(not_a_number()); }

// 2^n for -1022 <= n <= 1023: there is no way to put a double together from bits.
fn power2_64(n: i32) -> f64 {
    var r = 1.0lf;
    var b = select(2.0lf, 0.5lf, n < 0);
    var k = abs(n);
    loop {
        if (k == 0) { break; }
        if ((k & 1) == 1) { r = r * b; }
        b = b * b;
        k = k >> 1u;
    }
    return r;
}

fn with_sign64(x: f64, s: f64) -> f64 { return select(abs(x), -abs(x), s < 0.0lf); }

// e^r - 1 for |r| < 0.36.
fn exp_tail64(r: f64) -> f64 {
    var p = 1.1470745597729725e-11lf;
    p = p * r + 1.6059043836821613e-10lf;
    p = p * r + 2.08767569878681e-09lf;
    p = p * r + 2.505210838544172e-08lf;
    p = p * r + 2.755731922398589e-07lf;
    p = p * r + 2.7557319223985893e-06lf;
    p = p * r + 2.48015873015873e-05lf;
    p = p * r + 0.0001984126984126984lf;
    p = p * r + 0.001388888888888889lf;
    p = p * r + 0.008333333333333333lf;
    p = p * r + 0.041666666666666664lf;
    p = p * r + 0.16666666666666666lf;
    p = p * r + 0.5lf;
    return r + (r * r) * p;
}

fn exp64_(x: f64) -> f64 {
    if (is_nan64(x)) { return x; }
    if (x > 710.0lf) { return infinity64(); }
    if (x < -746.0lf) { return 0.0lf; }
    let n = floor(x * 1.4426950408889634lf + 0.5lf);
    let r = (x - n * 6.93147180369123816490e-01lf) - n * 1.90821492927058770002e-10lf;
    let k = i32(n);
    return ((1.0lf + exp_tail64(r)) * power2_64(k / 2)) * power2_64(k - k / 2);
}

fn expm1_64_(x: f64) -> f64 {
    if (abs(x) < 0.35lf) { return exp_tail64(x); }
    return exp64_(x) - 1.0lf;
}

// log(1 + f) for sqrt(1/2) <= 1 + f <= sqrt(2).
fn log_near64(f: f64) -> f64 {
    let s = f / (2.0lf + f);
    let z = s * s;
    var p = 0.08lf;
    p = p * z + 0.08695652173913043lf;
    p = p * z + 0.09523809523809523lf;
    p = p * z + 0.10526315789473684lf;
    p = p * z + 0.11764705882352941lf;
    p = p * z + 0.13333333333333333lf;
    p = p * z + 0.15384615384615385lf;
    p = p * z + 0.18181818181818182lf;
    p = p * z + 0.2222222222222222lf;
    p = p * z + 0.2857142857142857lf;
    p = p * z + 0.4lf;
    p = p * z + 0.6666666666666666lf;
    let r = p * z;
    let h = 0.5lf * f * f;
    return f - (h - s * (h + r));
}

struct Parts64 { f: f64, e: f64 }
fn parts64(x: f64) -> Parts64 {
    var y = x;
    var e = 0;
    if (y < 2.2250738585072014e-308lf) { y = y * 18014398509481984.0lf; e = -54; }
    for (var k = 9; k >= 0; k--) {
        let n = 1 << u32(k);
        let s = power2_64(n);
        if (y >= s) { y = y / s; e = e + n; }
    }
    for (var k = 9; k >= 0; k--) {
        let n = 1 << u32(k);
        let s = power2_64(n);
        if (y * s < 2.0lf) { y = y * s; e = e - n; }
    }
    if (y > 1.4142135623730951lf) { y = y * 0.5lf; e = e + 1; }
    return Parts64(y - 1.0lf, f64(e));
}

fn odd_log64(x: f64) -> bool { return !(x > 0.0lf) || is_inf64(x); }
fn special_log64(x: f64) -> f64 {
    if (x == 0.0lf) { return -infinity64(); }
    if (x > 0.0lf) { return x; }
    return not_a_number64();
}

fn log64_(x: f64) -> f64 {
    if (odd_log64(x)) { return special_log64(x); }
    let p = parts64(x);
    return p.e * 6.93147180369123816490e-01lf + (log_near64(p.f) + p.e * 1.90821492927058770002e-10lf);
}

fn log2_64_(x: f64) -> f64 {
    if (odd_log64(x)) { return special_log64(x); }
    let p = parts64(x);
    return p.e + log_near64(p.f) * 1.4426950408889634lf;
}

fn log10_64_(x: f64) -> f64 {
    if (odd_log64(x)) { return special_log64(x); }
    let p = parts64(x);
    return p.e * 3.01029995663611771306e-01lf + (log_near64(p.f) * 4.34294481903251816668e-01lf + p.e * 3.69423907715893078616e-13lf);
}

fn log1p64_(x: f64) -> f64 {
    if (is_nan64(x) || x < -1.0lf) { return not_a_number64(); }
    if (x > -0.29lf && x < 0.41lf) { return log_near64(x); }
    return log64_(1.0lf + x);
}

// For angles up to a million: beyond, the host is asked.
struct Angle64 { r: f64, q: i32 }
fn angle64(x: f64) -> Angle64 {
    let n = floor(x * 0.6366197723675814lf + 0.5lf);
    let r = ((x - n * 1.57079632673412561417e+00lf) - n * 6.07710050630396597660e-11lf) - n * 2.02226624879595063154e-21lf;
    return Angle64(r, i32(n));
}

fn sin_near64(r: f64) -> f64 {
    let z = r * r;
    var p = -8.22063524662433e-18lf;
    p = p * z + 2.8114572543455206e-15lf;
    p = p * z - 7.647163731819816e-13lf;
    p = p * z + 1.6059043836821613e-10lf;
    p = p * z - 2.505210838544172e-08lf;
    p = p * z + 2.7557319223985893e-06lf;
    p = p * z - 0.0001984126984126984lf;
    p = p * z + 0.008333333333333333lf;
    p = p * z - 0.16666666666666666lf;
    return r + r * (z * p);
}

fn cos_near64(r: f64) -> f64 {
    let z = r * r;
    var p = -1.5619206968586225e-16lf;
    p = p * z + 4.779477332387385e-14lf;
    p = p * z - 1.1470745597729725e-11lf;
    p = p * z + 2.08767569878681e-09lf;
    p = p * z - 2.755731922398589e-07lf;
    p = p * z + 2.48015873015873e-05lf;
    p = p * z - 0.001388888888888889lf;
    p = p * z + 0.041666666666666664lf;
    return (1.0lf - 0.5lf * z) + z * z * p;
}

fn sin64_(x: f64) -> f64 {
    if (!(abs(x) <= 1e6lf)) { return not_a_number64(); }
    let a = angle64(x);
    let y = select(sin_near64(a.r), cos_near64(a.r), (a.q & 1) == 1);
    return select(y, -y, (a.q & 2) == 2);
}

fn cos64_(x: f64) -> f64 {
    if (!(abs(x) <= 1e6lf)) { return not_a_number64(); }
    let a = angle64(x);
    let y = select(cos_near64(a.r), sin_near64(a.r), (a.q & 1) == 1);
    return select(y, -y, ((a.q + 1) & 2) == 2);
}

fn tan64_(x: f64) -> f64 {
    if (!(abs(x) <= 1e6lf)) { return not_a_number64(); }
    let a = angle64(x);
    let s = sin_near64(a.r);
    let c = cos_near64(a.r);
    return select(s / c, -c / s, (a.q & 1) == 1);
}

// Halved twice, the angle is so small that a series is short.
fn atan_near64(x: f64) -> f64 {
    let h = x / (1.0lf + sqrt(1.0lf + x * x));
    let t = h / (1.0lf + sqrt(1.0lf + h * h));
    let z = t * t;
    var p = -0.05263157894736842lf;
    p = p * z + 0.058823529411764705lf;
    p = p * z - 0.06666666666666667lf;
    p = p * z + 0.07692307692307693lf;
    p = p * z - 0.09090909090909091lf;
    p = p * z + 0.1111111111111111lf;
    p = p * z - 0.14285714285714285lf;
    p = p * z + 0.2lf;
    p = p * z - 0.3333333333333333lf;
    return 4.0lf * (t + t * (z * p));
}

fn atan64_(x: f64) -> f64 {
    if (is_nan64(x)) { return x; }
    let a = abs(x);
    if (a < 0.1lf) {
        let z = x * x;
        var p = -0.05263157894736842lf;
        p = p * z + 0.058823529411764705lf;
        p = p * z - 0.06666666666666667lf;
        p = p * z + 0.07692307692307693lf;
        p = p * z - 0.09090909090909091lf;
        p = p * z + 0.1111111111111111lf;
        p = p * z - 0.14285714285714285lf;
        p = p * z + 0.2lf;
        p = p * z - 0.3333333333333333lf;
        return x + x * (z * p);
    }
    if (a > 2.414213562373095lf) { return with_sign64(1.5707963267948966lf - atan_near64(1.0lf / a), x); }
    return with_sign64(atan_near64(a), x);
}

fn asin_near64(x: f64) -> f64 { return atan64_(x / sqrt((1.0lf - x) * (1.0lf + x))); }

fn asin64_(x: f64) -> f64 {
    let a = abs(x);
    if (!(a <= 1.0lf)) { return not_a_number64(); }
    if (a <= 0.5lf) { return asin_near64(x); }
    return with_sign64(1.5707963267948966lf - 2.0lf * asin_near64(sqrt(0.5lf * (1.0lf - a))), x);
}

fn acos64_(x: f64) -> f64 {
    if (!(abs(x) <= 1.0lf)) { return not_a_number64(); }
    if (x > 0.5lf) { return 2.0lf * asin_near64(sqrt(0.5lf * (1.0lf - x))); }
    if (x < -0.5lf) { return 3.141592653589793lf - 2.0lf * asin_near64(sqrt(0.5lf * (1.0lf + x))); }
    return 1.5707963267948966lf - asin_near64(x);
}

fn sinh64_(x: f64) -> f64 {
    let a = abs(x);
    if (a < 0.35lf) {
        let z = x * x;
        var p = 7.647163731819816e-13lf;
        p = p * z + 1.6059043836821613e-10lf;
        p = p * z + 2.505210838544172e-08lf;
        p = p * z + 2.7557319223985893e-06lf;
        p = p * z + 0.0001984126984126984lf;
        p = p * z + 0.008333333333333333lf;
        p = p * z + 0.16666666666666666lf;
        return x + x * (z * p);
    }
    if (a > 709.0lf) { let h = exp64_(0.5lf * a); return with_sign64(0.5lf * h * h, x); }
    let e = expm1_64_(a);
    return with_sign64(0.5lf * (e + e / (e + 1.0lf)), x);
}

fn cosh64_(x: f64) -> f64 {
    let a = abs(x);
    if (a > 709.0lf) { let h = exp64_(0.5lf * a); return 0.5lf * h * h; }
    let e = exp64_(a);
    return 0.5lf * e + 0.5lf / e;
}

fn tanh64_(x: f64) -> f64 {
    if (is_nan64(x)) { return x; }
    if (abs(x) > 20.0lf) { return with_sign64(1.0lf, x); }
    let e = expm1_64_(2.0lf * abs(x));
    return with_sign64(e / (e + 2.0lf), x);
}
