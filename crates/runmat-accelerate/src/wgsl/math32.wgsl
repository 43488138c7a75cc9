// Functions of 32-bit floats. What the language itself offers is left alone where its precision is unspecified or poor.

fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn is_inf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) == 0x7f800000u; }
fn from_bits(b: u32) -> f32 { return bitcast<f32>(b); }
fn infinity() -> f32 { return from_bits(0x7f800000u | params[0]); }
fn not_a_number() -> f32 { return from_bits(0x7fc00000u | params[0]); }
// The same number, of which the compiler does not know where it comes from: compilers may take (a + b) - a for b, which
// loses what rounding is to be known by. The first parameter is 0.
fn kept(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) ^ params[0]); }
fn with_sign(x: f32, s: f32) -> f32 {
    return bitcast<f32>((bitcast<u32>(x) & 0x7fffffffu) | (bitcast<u32>(s) & 0x80000000u));
}

// 2^n for -126 <= n <= 127.
fn power2(n: i32) -> f32 { return bitcast<f32>(u32(n + 127) << 23u); }

// x * 2^n for any n that can matter.
fn scaled(x: f32, n: i32) -> f32 {
    let k = clamp(n, -280, 280);
    let a = k / 3;
    let b = (k - a) / 2;
    return ((x * power2(a)) * power2(b)) * power2(k - a - b);
}

fn round_away(x: f32) -> f32 {
    let t = trunc(x);
    return select(t, t + with_sign(1.0, x), abs(x - t) >= 0.5);
}

fn sign_of(x: f32) -> f32 {
    if (is_nan(x)) { return x; }
    return select(select(0.0, -1.0, x < 0.0), 1.0, x > 0.0);
}

fn larger(a: f32, b: f32) -> f32 {
    if (is_nan(a)) { return b; }
    if (is_nan(b)) { return a; }
    return select(b, a, a >= b);
}

fn smaller(a: f32, b: f32) -> f32 {
    if (is_nan(a)) { return b; }
    if (is_nan(b)) { return a; }
    return select(b, a, a <= b);
}

// e^r - 1 for |r| < 0.36.
fn exp_tail(r: f32) -> f32 {
    var p = 1.98412698e-4;
    p = p * r + 1.38888889e-3;
    p = p * r + 8.33333333e-3;
    p = p * r + 4.16666667e-2;
    p = p * r + 1.66666667e-1;
    p = p * r + 0.5;
    return r + (r * r) * p;
}

fn exp_(x: f32) -> f32 {
    if (is_nan(x)) { return x; }
    if (x > 89.0) { return infinity(); }
    if (x < -104.0) { return 0.0; }
    let n = round(x * 1.44269504);
    let r = (x - n * 0.693359375) + n * 2.12194440e-4;
    return scaled(1.0 + exp_tail(r), i32(n));
}

fn expm1_(x: f32) -> f32 {
    if (abs(x) < 0.35) { return exp_tail(x); }
    return exp_(x) - 1.0;
}

// log(1 + f) for sqrt(1/2) <= 1 + f <= sqrt(2).
fn log_near(f: f32) -> f32 {
    let s = f / (2.0 + f);
    let z = s * s;
    var r = 1.81818182e-1;
    r = r * z + 2.22222222e-1;
    r = r * z + 2.85714286e-1;
    r = r * z + 4.0e-1;
    r = r * z + 6.66666667e-1;
    r = r * z;
    let h = 0.5 * f * f;
    return f - (h - s * (h + r));
}

// x = (1 + f) 2^e with sqrt(1/2) <= 1 + f < sqrt(2), for finite positive x.
struct Parts { f: f32, e: f32 }
fn parts(x: f32) -> Parts {
    var y = x;
    var e = 0;
    if (x < 1.17549435e-38) { y = x * 8388608.0; e = -23; }
    let b = bitcast<u32>(y);
    e = e + i32(b >> 23u) - 127;
    var m = bitcast<f32>((b & 0x7fffffu) | 0x3f800000u);
    if (m > 1.41421356) { m = m * 0.5; e = e + 1; }
    return Parts(m - 1.0, f32(e));
}

fn log_(x: f32) -> f32 {
    if (is_nan(x) || x < 0.0) { return not_a_number(); }
    if (x == 0.0) { return -infinity(); }
    if (is_inf(x)) { return x; }
    let p = parts(x);
    return p.e * 0.693359375 + (log_near(p.f) - p.e * 2.12194440e-4);
}

fn log2_(x: f32) -> f32 {
    if (is_nan(x) || x < 0.0) { return not_a_number(); }
    if (x == 0.0) { return -infinity(); }
    if (is_inf(x)) { return x; }
    let p = parts(x);
    let y = log_near(p.f);
    // log2(e) in two pieces: the larger one has few digits.
    let hi = bitcast<f32>(bitcast<u32>(y) & 0xfffff000u);
    return p.e + (hi * 1.4423828125 + ((y - hi) * 1.44269504 + hi * 3.1222818e-4));
}

fn log10_(x: f32) -> f32 {
    if (is_nan(x) || x < 0.0) { return not_a_number(); }
    if (x == 0.0) { return -infinity(); }
    if (is_inf(x)) { return x; }
    let p = parts(x);
    return p.e * 0.301025390625 + (log_near(p.f) * 0.434294482 + p.e * 4.60503898e-6);
}

fn log1p_(x: f32) -> f32 {
    if (is_nan(x) || x < -1.0) { return not_a_number(); }
    if (x > -0.29 && x < 0.41) { return log_near(x); }
    let u = kept(1.0 + x);
    if (u == 0.0 || is_inf(u)) { return log_(u); }
    // What the sum has lost.
    let c = select(x - (u - 1.0), 1.0 - (u - x), x > 1.0);
    return log_(u) + c / u;
}

// The high and the low word of a product.
fn product(a: u32, b: u32) -> vec2<u32> {
    let al = a & 0xffffu;
    let ah = a >> 16u;
    let bl = b & 0xffffu;
    let bh = b >> 16u;
    let ll = al * bl;
    let lh = al * bh;
    let hl = ah * bl;
    let mid = (ll >> 16u) + (lh & 0xffffu) + (hl & 0xffffu);
    return vec2<u32>(ah * bh + (lh >> 16u) + (hl >> 16u) + (mid >> 16u), a * b);
}

fn two_over_pi(k: i32) -> u32 {
    switch (k) {
        case 0: { return 0x28be60dbu; }
        case 1: { return 0x9391054au; }
        case 2: { return 0x7f09d5f4u; }
        case 3: { return 0x7d4d3770u; }
        case 4: { return 0x36d8a566u; }
        case 5: { return 0x4f10e410u; }
        default: { return 0u; }
    }
}

// An angle as a rest of at most pi/4 and a number of quarter turns.
struct Angle { r: f32, q: i32 }
fn angle(x: f32) -> Angle {
    if (abs(x) < 300.0) {
        let n = round(x * 0.636619772);
        let r = ((x - n * 1.5703125) - n * 4.837512969970703125e-4) - n * 7.54978995489188e-8;
        return Angle(r, i32(n));
    }
    let b = bitcast<u32>(x);
    var e = i32((b >> 23u) & 255u) - 126;
    let m = (b << 8u) | 0x80000000u;
    let i = e >> 5u;
    let s = u32(e & 31);
    var hi = two_over_pi(i - 1);
    var mid = two_over_pi(i);
    var lo = two_over_pi(i + 1);
    if (s > 0u) {
        hi = (hi << s) | (mid >> (32u - s));
        mid = (mid << s) | (lo >> (32u - s));
        lo = (lo << s) | (two_over_pi(i + 2) >> (32u - s));
    }
    // 64 bits of the product, whole quarter turns in the first two.
    let first = product(m, lo);
    let second = product(m, mid);
    var low = second.y + first.x;
    var high = second.x + select(0u, 1u, low < second.y) + m * hi;
    var q = i32(high >> 30u);
    high = high & 0x3fffffffu;
    var negative = false;
    if ((high & 0x20000000u) != 0u) {
        q = q + 1;
        negative = true;
        low = ~low + 1u;
        high = (0x3fffffffu & ~high) + select(0u, 1u, low == 0u);
    }
    let lead = countLeadingZeros(high);
    var r = 0.0;
    if (lead < 32u) {
        let top = select(high, (high << lead) | (low >> (32u - lead)), lead > 0u);
        r = f32(top) * power2(-30 - i32(lead));
    } else {
        r = f32(low) * power2(-62);
    }
    r = r * 1.57079637 - r * 4.37113900e-8;
    if (negative) { r = -r; }
    if (x < 0.0) { return Angle(-r, -q); }
    return Angle(r, q);
}

fn sin_near(r: f32) -> f32 {
    let z = r * r;
    var p = 2.75573192e-6;
    p = p * z - 1.98412698e-4;
    p = p * z + 8.33333333e-3;
    p = p * z - 1.66666667e-1;
    return r + r * (z * p);
}

fn cos_near(r: f32) -> f32 {
    let z = r * r;
    var p = -2.75573192e-7;
    p = p * z + 2.48015873e-5;
    p = p * z - 1.38888889e-3;
    p = p * z + 4.16666667e-2;
    return (1.0 - 0.5 * z) + z * z * p;
}

fn sin_(x: f32) -> f32 {
    if (is_nan(x) || is_inf(x)) { return not_a_number(); }
    let a = angle(x);
    let y = select(sin_near(a.r), cos_near(a.r), (a.q & 1) == 1);
    return select(y, -y, (a.q & 2) == 2);
}

fn cos_(x: f32) -> f32 {
    if (is_nan(x) || is_inf(x)) { return not_a_number(); }
    let a = angle(x);
    let y = select(cos_near(a.r), sin_near(a.r), (a.q & 1) == 1);
    return select(y, -y, ((a.q + 1) & 2) == 2);
}

fn tan_(x: f32) -> f32 {
    if (is_nan(x) || is_inf(x)) { return not_a_number(); }
    let a = angle(x);
    let s = sin_near(a.r);
    let c = cos_near(a.r);
    return select(s / c, -c / s, (a.q & 1) == 1);
}

// asin(x) for |x| <= 1/2.
fn asin_near(x: f32) -> f32 {
    let z = x * x;
    var p = 4.2163199048e-2;
    p = p * z + 2.4181311049e-2;
    p = p * z + 4.5470025998e-2;
    p = p * z + 7.4953002686e-2;
    p = p * z + 1.6666752422e-1;
    return x + x * (z * p);
}

fn asin_(x: f32) -> f32 {
    let a = abs(x);
    if (is_nan(x) || a > 1.0) { return not_a_number(); }
    if (a <= 0.5) { return asin_near(x); }
    let y = 1.57079633 - 2.0 * asin_near(sqrt(0.5 * (1.0 - a)));
    return with_sign(y, x);
}

fn acos_(x: f32) -> f32 {
    if (is_nan(x) || abs(x) > 1.0) { return not_a_number(); }
    if (x > 0.5) { return 2.0 * asin_near(sqrt(0.5 * (1.0 - x))); }
    if (x < -0.5) { return 3.14159265 - 2.0 * asin_near(sqrt(0.5 * (1.0 + x))); }
    return 1.57079633 - asin_near(x);
}

fn atan_(x: f32) -> f32 {
    if (is_nan(x)) { return x; }
    var t = abs(x);
    var base = 0.0;
    if (t > 2.41421356) {
        base = 1.57079633;
        t = select(-1.0 / t, 0.0, is_inf(t));
    } else if (t > 0.414213562) {
        base = 0.785398163;
        t = (t - 1.0) / (t + 1.0);
    }
    let z = t * t;
    var p = 8.05374449538e-2;
    p = p * z - 1.38776856032e-1;
    p = p * z + 1.99777106478e-1;
    p = p * z - 3.33329491539e-1;
    return with_sign(base + (t + t * (z * p)), x);
}

fn atan2_(y: f32, x: f32) -> f32 {
    if (is_nan(x) || is_nan(y)) { return not_a_number(); }
    let left = (bitcast<u32>(x) & 0x80000000u) != 0u;
    if (y == 0.0) { return with_sign(select(0.0, 3.14159265, left), y); }
    if (x == 0.0) { return with_sign(1.57079633, y); }
    if (is_inf(x) && is_inf(y)) { return with_sign(select(0.785398163, 2.35619449, left), y); }
    if (is_inf(y)) { return with_sign(1.57079633, y); }
    if (is_inf(x)) { return with_sign(select(0.0, 3.14159265, left), y); }
    // The quotient as one that can't overflow.
    var a = 0.0;
    if (abs(y) > abs(x)) { a = 1.57079633 - atan_(abs(x) / abs(y)); } else { a = atan_(abs(y) / abs(x)); }
    return with_sign(select(a, 3.14159265 - a, left), y);
}

fn sinh_(x: f32) -> f32 {
    let a = abs(x);
    if (a < 0.35) {
        let z = x * x;
        return x + x * (z * (1.66666667e-1 + z * (8.33333333e-3 + z * 1.98412698e-4)));
    }
    if (a > 88.0) { let h = exp_(0.5 * a); return with_sign(0.5 * h * h, x); }
    let e = expm1_(a);
    return with_sign(0.5 * (e + e / (e + 1.0)), x);
}

fn cosh_(x: f32) -> f32 {
    let a = abs(x);
    if (a > 88.0) { let h = exp_(0.5 * a); return 0.5 * h * h; }
    let e = exp_(a);
    return 0.5 * e + 0.5 / e;
}

fn tanh_(x: f32) -> f32 {
    if (is_nan(x)) { return x; }
    if (abs(x) > 10.0) { return with_sign(1.0, x); }
    let e = expm1_(2.0 * abs(x));
    return with_sign(e / (e + 2.0), x);
}

fn hypot_(x: f32, y: f32) -> f32 {
    if (is_inf(x) || is_inf(y)) { return infinity(); }
    let a = larger(abs(x), abs(y));
    let b = smaller(abs(x), abs(y));
    if (is_nan(x) || is_nan(y)) { return not_a_number(); }
    if (a == 0.0) { return 0.0; }
    // Scaled by a power of two, so that squares stay in range.
    let k = i32((bitcast<u32>(a) >> 23u) & 255u) - 127;
    let p = scaled(a, -k);
    let q = scaled(b, -k);
    return scaled(sqrt(p * p + q * q), k);
}

// The remainder of x / y towards zero, exactly.
fn fmod_(x: f32, y: f32) -> f32 {
    if (is_nan(x) || is_nan(y) || is_inf(x) || y == 0.0) { return not_a_number(); }
    if (is_inf(y)) { return x; }
    let d = abs(y);
    var r = abs(x);
    loop {
        if (r < d) { break; }
        var t = scaled(d, i32(bitcast<u32>(r) >> 23u) - i32(bitcast<u32>(d) >> 23u));
        if (t > r) { t = t * 0.5; }
        if (!(t >= d)) { t = d; }
        r = r - t;
    }
    return with_sign(r, x);
}

// A product and what rounding has taken from it.
fn two_product(a: f32, b: f32) -> vec2<f32> {
    let ah = bitcast<f32>(bitcast<u32>(a) & 0xfffff000u);
    let al = a - ah;
    let bh = bitcast<f32>(bitcast<u32>(b) & 0xfffff000u);
    let bl = b - bh;
    let p = kept(a * b);
    return vec2<f32>(p, ((ah * bh - p) + (ah * bl + al * bh)) + al * bl);
}

fn two_sum(a: f32, b: f32) -> vec2<f32> {
    let s = kept(a + b);
    let t = kept(s - a);
    return vec2<f32>(s, (a - (s - t)) + (b - t));
}

fn power_(x: f32, y: f32) -> f32 {
    if (y == 0.0 || x == 1.0) { return 1.0; }
    if (is_nan(x) || is_nan(y)) { return not_a_number(); }
    let a = abs(x);
    let whole = trunc(y) == y;
    let odd = whole && abs(y) < 16777216.0 && (i32(y) & 1) == 1;
    let negative = (bitcast<u32>(x) & 0x80000000u) != 0u;
    if (negative && a != 0.0 && !is_inf(a) && !whole) { return not_a_number(); }
    let sign = select(1.0, -1.0, negative && odd);
    if (is_inf(y)) {
        if (a == 1.0) { return 1.0; }
        return select(0.0, infinity(), (a > 1.0) == (y > 0.0));
    }
    if (a == 0.0 || is_inf(a)) { return sign * select(0.0, infinity(), (a == 0.0) == (y < 0.0)); }
    if (a == 1.0) { return sign; }
    // log(a) = e log 2 + log(1 + f), as a sum of two.
    let p = parts(a);
    let s = p.f / (2.0 + p.f);
    let d = two_sum(2.0, p.f);
    let back = two_product(s, d.x);
    let tail = (((p.f - back.x) - back.y) - s * d.y) / d.x;
    let z = s * s;
    var r = 1.81818182e-1;
    r = r * z + 2.22222222e-1;
    r = r * z + 2.85714286e-1;
    r = r * z + 4.0e-1;
    // 2/3 s^3 carries the first digits of the rest.
    let sq = two_product(s, s);
    let cube = two_product(sq.x, s);
    let third = two_product(cube.x, 6.66666667e-1);
    let rest = (third.y + cube.y * 6.66666667e-1 + sq.y * s * 6.66666667e-1 - cube.x * 1.98682151e-8)
        + (z * z) * (s * r) + 2.0 * tail;
    let near = two_sum(2.0 * s, third.x);
    let turn = two_product(p.e, 0.693359375);
    let whole_log = two_sum(turn.x, near.x);
    let low = whole_log.y + (near.y + rest) + (turn.y - p.e * 2.12194440e-4);
    let l = two_sum(whole_log.x, low);
    let m = two_product(y, l.x);
    let exponent = m.x;
    let small = m.y + y * l.y;
    if (exponent > 89.0) { return sign * infinity(); }
    if (exponent < -104.0) { return sign * 0.0; }
    let n = round(exponent * 1.44269504);
    let q = ((exponent - n * 0.693359375) + n * 2.12194440e-4) + small;
    return sign * scaled(1.0 + exp_tail(q), i32(n));
}

fn whole_of(x: f32) -> i32 {
    if (is_nan(x)) { return 0; }
    if (x >= 2147483648.0) { return 2147483647; }
    if (x <= -2147483648.0) { return -2147483647 - 1; }
    return i32(x);
}

fn count_of(x: f32) -> u32 {
    if (!(x > 0.0)) { return 0u; }
    if (x >= 4294967296.0) { return 4294967295u; }
    return u32(x);
}

fn modulo(x: f32, y: f32) -> f32 {
    if (y == 0.0) { return x; }
    let r = fmod_(x, y);
    if (r == 0.0) { return with_sign(0.0, select(y, 1.0, x == y)); }
    return select(r, r + y, (r < 0.0) != (y < 0.0));
}

fn remainder(x: f32, y: f32) -> f32 {
    if (y == 0.0) { return not_a_number(); }
    let r = fmod_(x, y);
    if (r == 0.0) { return with_sign(0.0, select(x, 1.0, x == y)); }
    return r;
}

// Four random words by a counter and a key (Philox, ten rounds).
fn random_words(e: u32, key: u32, stream: u32) -> vec4<u32> {
    var c = vec4<u32>(e, stream, 0u, 0u);
    var k = vec2<u32>(key, 0x9e3779b9u ^ key);
    for (var i = 0; i < 10; i++) {
        let p = product(0xd2511f53u, c.x);
        let q = product(0xcd9e8d57u, c.z);
        c = vec4<u32>(q.x ^ c.y ^ k.x, q.y, p.x ^ c.w ^ k.y, p.y);
        k = k + vec2<u32>(0x9e3779b9u, 0xbb67ae85u);
    }
    return c;
}

fn unit_of(w: u32) -> f32 { return (f32(w >> 9u) + 0.5) * 1.1920929e-7; }

fn random_uniform(e: u32, key: u32, stream: u32) -> f32 { return unit_of(random_words(e, key, stream).x); }

fn random_normal(e: u32, key: u32, stream: u32) -> f32 {
    let w = random_words(e, key, stream);
    return sqrt(-2.0 * log_(unit_of(w.x))) * cos_(6.28318531 * unit_of(w.y));
}
