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
