//! Text and bytes: encodings, digests, bit patterns in hexadecimal.

use super::any_chars;
use crate::args;
use md5::Digest;
use runmat_ignition::{Builtin, CallCx};
use runmat_value::text::chars;
use runmat_value::value::decode_in;
use runmat_value::{Char, Class, Dims, NdArray, Result, Value, convert};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("hash", (2, 2), hash)
        .doc("hash(algorithm, s): digest of a text: md2, md4, md5, sha1, sha224, sha256, sha384, sha512."),
    Builtin::one("base64_encode", (1, 1), base64_encode)
        .doc("base64_encode(x): the bytes of a numeric array in base 64."),
    Builtin::one("base64_decode", (1, 2), base64_decode).doc("base64_decode(s, dims): doubles from base 64."),
    Builtin::one("__base64_decode_bytes__", (1, 2), base64_bytes)
        .doc("__base64_decode_bytes__(s, dims): bytes from base 64."),
    Builtin::one("__u8_validate__", (1, 2), u8_validate).doc("__u8_validate__(s): UTF-8 with invalid bytes replaced."),
    Builtin::one("unicode2native", (1, 2), unicode2native).doc("unicode2native(s, encoding): the bytes of a text."),
    Builtin::one("native2unicode", (1, 2), native2unicode)
        .doc("native2unicode(bytes, encoding): the text that bytes stand for."),
];

fn hash(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let name = args::text(cx, &args[0], "HFUN")?;
    let text =
        any_chars(&args[1], cx.dialect()).ok_or_else(|| cx.fail("MATLAB:invalidInput", "STR must be a string"))?;
    let bytes = bytes_of(&text, cx.octave());
    cx.charge(bytes.len());
    let digest: Vec<u8> = match name.to_ascii_lowercase().as_str() {
        "md2" => md2(&bytes).to_vec(),
        "md4" => md4(&bytes).to_vec(),
        "md5" => md5::Md5::digest(&bytes).to_vec(),
        "sha1" => sha1::Sha1::digest(&bytes).to_vec(),
        "sha224" => sha2::Sha224::digest(&bytes).to_vec(),
        "sha256" => sha2::Sha256::digest(&bytes).to_vec(),
        "sha384" => sha2::Sha384::digest(&bytes).to_vec(),
        "sha512" => sha2::Sha512::digest(&bytes).to_vec(),
        _ => return Err(cx.fail("MATLAB:invalidInput", "unknown hash type")),
    };
    Ok(cx.text(&digest.iter().map(|b| format!("{b:02x}")).collect::<String>()))
}

/// The bytes that text stands for.
pub fn bytes_of(text: &[Char], octave: bool) -> Vec<u8> {
    match octave {
        true => text.iter().map(|c| c.0 as u8).collect(),
        false => decode_in(text, runmat_value::Dialect::Matlab).into_bytes(),
    }
}

/// RFC 1319.
fn md2(message: &[u8]) -> [u8; 16] {
    // The permutation that the digits of pi give by the exchange procedure of the RFC's author.
    let s = md2_permutation();
    let pad = 16 - message.len() % 16;
    let mut m = message.to_vec();
    m.extend(std::iter::repeat_n(pad as u8, pad));
    let (mut check, mut last) = ([0u8; 16], 0u8);
    for block in m.chunks(16) {
        for (c, b) in check.iter_mut().zip(block) {
            *c ^= s[(b ^ last) as usize];
            last = *c;
        }
    }
    m.extend(check);
    let mut x = [0u8; 48];
    for block in m.chunks(16) {
        for j in 0..16 {
            x[16 + j] = block[j];
            x[32 + j] = x[16 + j] ^ x[j];
        }
        let mut t = 0u8;
        for j in 0..18u8 {
            for v in x.iter_mut() {
                *v ^= s[t as usize];
                t = *v;
            }
            t = t.wrapping_add(j);
        }
    }
    let mut out = [0; 16];
    out.copy_from_slice(&x[..16]);
    out
}

/// A random permutation of the bytes, drawn from the decimal digits of pi: each step swaps with a place
/// found by as many digits as its range needs; draws outside a multiple of the range are drawn again.
fn md2_permutation() -> [u8; 256] {
    let mut digits = PiDigits::new();
    let mut s: [u8; 256] = std::array::from_fn(|i| i as u8);
    for i in 2..=256usize {
        let j = digits.below(i);
        s.swap(j, i - 1);
    }
    s
}

/// Decimal digits of pi, one after the other (a spigot with a fixed count of digits).
struct PiDigits {
    digits: Vec<u8>,
    at: usize,
}

impl PiDigits {
    fn new() -> Self {
        const COUNT: usize = 1200;
        let len = COUNT * 10 / 3 + 2;
        let (mut a, mut out, mut nines, mut held) = (vec![2u32; len], Vec::new(), 0, None::<u8>);
        for _ in 0..COUNT + 2 {
            let mut carry = 0u32;
            for i in (0..len).rev() {
                let x = 10 * a[i] + carry * (i as u32 + 1);
                let d = if i == 0 { 10 } else { 2 * i as u32 + 1 };
                a[i] = x % d;
                carry = x / d;
            }
            match carry {
                9 => nines += 1,
                q => {
                    if let Some(h) = held {
                        out.push(h + (q == 10) as u8);
                    }
                    out.extend(std::iter::repeat_n(if q == 10 { 0 } else { 9 }, nines));
                    nines = 0;
                    held = Some(if q == 10 { 0 } else { q as u8 });
                }
            }
        }
        PiDigits { digits: out, at: 0 }
    }

    fn next(&mut self) -> usize {
        self.at += 1;
        self.digits[self.at - 1] as usize
    }

    fn below(&mut self, n: usize) -> usize {
        loop {
            let (x, range) = match n {
                0..=10 => (self.next(), 10),
                11..=100 => (self.next() * 10 + self.next(), 100),
                _ => (self.next() * 100 + self.next() * 10 + self.next(), 1000),
            };
            if x < n * (range / n) {
                return x % n;
            }
        }
    }
}

/// RFC 1320.
fn md4(message: &[u8]) -> [u8; 16] {
    let mut m = message.to_vec();
    m.push(0x80);
    while m.len() % 64 != 56 {
        m.push(0);
    }
    m.extend((8 * message.len() as u64).to_le_bytes());
    let mut h = [0x6745_2301u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in m.chunks(64) {
        let x: Vec<u32> = block.chunks(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let [mut a, mut b, mut c, mut d] = h;
        for round in 0..3 {
            for k in 0..16 {
                let (f, index, constant, shift) = match round {
                    0 => ((b & c) | (!b & d), k, 0, [3, 7, 11, 19][k % 4]),
                    1 => ((b & c) | (b & d) | (c & d), k % 4 * 4 + k / 4, 0x5a82_7999, [3, 5, 9, 13][k % 4]),
                    _ => (
                        b ^ c ^ d,
                        [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15][k],
                        0x6ed9_eba1,
                        [3, 9, 11, 15][k % 4],
                    ),
                };
                let t = a.wrapping_add(f).wrapping_add(x[index]).wrapping_add(constant).rotate_left(shift);
                (a, d, c, b) = (d, c, b, t);
            }
        }
        for (h, v) in h.iter_mut().zip([a, b, c, d]) {
            *h = h.wrapping_add(v);
        }
    }
    let mut out = [0; 16];
    for (o, h) in out.chunks_mut(4).zip(h) {
        o.copy_from_slice(&h.to_le_bytes());
    }
    out
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes in base 64.
pub fn to_base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let n =
            (group[0] as u32) << 16 | (*group.get(1).unwrap_or(&0) as u32) << 8 | *group.get(2).unwrap_or(&0) as u32;
        for k in 0..4 {
            out.push(if k > group.len() { '=' } else { BASE64[(n >> (18 - 6 * k) & 63) as usize] as char });
        }
    }
    out
}

/// Bytes from base 64; white space is skipped, `None` when it is none.
pub fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let clean: Vec<u8> = text.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
    if !clean.len().is_multiple_of(4) {
        return None;
    }
    let body = clean.iter().rposition(|&b| b != b'=').map_or(0, |k| k + 1);
    if clean.len() - body > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(body * 3 / 4);
    for group in clean[..body].chunks(4) {
        let mut n = 0u32;
        for k in 0..4 {
            let v = match group.get(k) {
                Some(b) => BASE64.iter().position(|c| c == b)? as u32,
                None => 0,
            };
            n = n << 6 | v;
        }
        out.extend_from_slice(&n.to_be_bytes()[1..group.len()]);
    }
    Some(out)
}

/// The bytes of the elements of a real numeric array.
fn element_bytes(v: &Value) -> Option<Vec<u8>> {
    macro_rules! bytes {
        ($v:expr, $t:ty) => {
            <$t as runmat_value::Element>::view($v)?.data().iter().flat_map(|x| x.to_le_bytes()).collect()
        };
    }
    let v = &convert::to_dense(v);
    Some(match v.class() {
        _ if v.is_complex() => return None,
        Class::Double => bytes!(v, f64),
        Class::Single => bytes!(v, f32),
        Class::Int8 => bytes!(v, i8),
        Class::Int16 => bytes!(v, i16),
        Class::Int32 => bytes!(v, i32),
        Class::Int64 => bytes!(v, i64),
        Class::Uint8 => bytes!(v, u8),
        Class::Uint16 => bytes!(v, u16),
        Class::Uint32 => bytes!(v, u32),
        Class::Uint64 => bytes!(v, u64),
        _ => return None,
    })
}

fn base64_encode(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    if !v.is_numeric() {
        return Err(cx.fail("MATLAB:invalidInput", "encoding is supported only for numeric arrays"));
    }
    if v.is_complex() || v.is_sparse() {
        return Err(cx.fail("MATLAB:invalidInput", "encoding complex or sparse data is not supported"));
    }
    let bytes = element_bytes(v).unwrap_or_default();
    cx.charge(bytes.len());
    Ok(cx.text(&to_base64(&bytes)))
}

/// The decoded bytes and the size asked for.
fn decoded(cx: &mut CallCx<'_>, args: &[Value], width: usize) -> Result<(Vec<u8>, Dims)> {
    let text = any_chars(&args[0], cx.dialect()).filter(|_| args[0].is_char());
    let text = text.ok_or_else(|| cx.fail("MATLAB:invalidInput", "first argument must be a character array"))?;
    cx.charge(text.len());
    let ascii: Vec<u8> = text.iter().map(|c| c.0 as u8).collect();
    let bytes = from_base64(&ascii).ok_or_else(|| cx.fail("MATLAB:invalidInput", "input was not valid base64"))?;
    if bytes.len() % width != 0 {
        return Err(cx.fail("MATLAB:invalidInput", "incorrect input argument"));
    }
    let n = bytes.len() / width;
    let dims = match args.get(1) {
        None => Dims::row(n),
        Some(v) => {
            let sizes = convert::to_f64_vec(v).unwrap_or_default();
            let sizes: Vec<usize> = sizes.iter().map(|&x| x.max(0.0) as usize).collect();
            Dims::from_slice(&sizes)
        }
    };
    if dims.numel() != n {
        return Err(cx.fail("MATLAB:invalidInput", "input was not valid base64"));
    }
    Ok((bytes, dims))
}

fn base64_decode(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (bytes, dims) = decoded(cx, args, 8)?;
    let number = |b: &[u8]| f64::from_le_bytes(b.try_into().unwrap_or_default());
    Ok(NdArray::new(dims, bytes.chunks(8).map(number).collect()).into())
}

fn base64_bytes(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (bytes, dims) = decoded(cx, args, 1)?;
    Ok(NdArray::new(dims, bytes).into())
}

fn u8_validate(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let text = any_chars(&args[0], cx.dialect()).ok_or_else(|| cx.invalid_call())?;
    Ok(cx.text(&decode_in(&text, cx.dialect())))
}

/// The encodings known, by their usual names.
enum Encoding {
    Utf8,
    Latin1,
    Ascii,
    Utf16 {
        big: bool,
    },
    /// ISO 8859-5.
    Cyrillic,
}

/// The character of a byte in ISO 8859-5.
fn cyrillic(b: u8) -> char {
    let code = match b {
        ..=0xa0 | 0xad => b as u32,
        0xf0 => 0x2116,
        0xfd => 0xa7,
        _ => b as u32 - 0xa0 + 0x400,
    };
    char::from_u32(code).unwrap_or('?')
}

fn encoding(cx: &CallCx<'_>, v: Option<&Value>) -> Result<Encoding> {
    let Some(v) = v.filter(|v| !v.is_empty()) else { return Ok(Encoding::Utf8) };
    let name = v.as_text().ok_or_else(|| cx.fail("MATLAB:unicodeConversion:encoding", "CODEPAGE must be a string"))?;
    Ok(match name.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => Encoding::Utf8,
        "latin1" | "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "windows-1252" | "cp1252" => Encoding::Latin1,
        "us-ascii" | "ascii" => Encoding::Ascii,
        "iso-8859-5" | "cyrillic" => Encoding::Cyrillic,
        "utf-16" | "utf-16be" => Encoding::Utf16 { big: true },
        "utf-16le" => Encoding::Utf16 { big: false },
        _ => {
            let from = cx.name == "unicode2native";
            let path = if from {
                format!("from UTF-8 to codepage '{name}'")
            } else {
                format!("from codepage '{name}' to UTF-8")
            };
            return Err(cx.fail("MATLAB:unicodeConversion:encoding", &format!("converting {path}: Invalid argument")));
        }
    })
}

fn unicode2native(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if !args[0].is_char() && !matches!(args[0], Value::Strings(_)) {
        return Err(cx.fail("MATLAB:unicode2native:input", "UTF8_STR must be a character vector"));
    }
    let col = args[0].dims().is_col() && args[0].numel() > 1;
    if !args[0].dims().is_vector() && !args[0].is_empty() {
        return Err(cx.fail("MATLAB:unicode2native:input", "UTF8_STR must be a character vector"));
    }
    let encoding = encoding(cx, args.get(1))?;
    let text = decode_in(&any_chars(&args[0], cx.dialect()).unwrap_or_default(), cx.dialect());
    cx.charge(text.len());
    let narrow = |limit: u32| text.chars().map(|c| if (c as u32) < limit { c as u32 as u8 } else { b'?' }).collect();
    let bytes: Vec<u8> = match encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Latin1 => narrow(256),
        Encoding::Ascii => narrow(128),
        Encoding::Cyrillic => text.chars().map(|c| (0..=255u8).find(|b| cyrillic(*b) == c).unwrap_or(b'?')).collect(),
        Encoding::Utf16 { big } => {
            text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        }
    };
    Ok(match (bytes.is_empty(), col) {
        (true, _) => NdArray::<u8>::new(Dims::empty(), bytes).into(),
        (false, true) => NdArray::col(bytes).into(),
        (false, false) => NdArray::row(bytes).into(),
    })
}

fn native2unicode(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if args[0].is_char() {
        return Ok(args[0].clone());
    }
    let numbers = convert::to_f64_vec(&args[0]).filter(|_| args[0].dims().is_vector() || args[0].is_empty());
    let numbers =
        numbers.ok_or_else(|| cx.fail("MATLAB:native2unicode:input", "NATIVE_BYTES must be a numeric vector"))?;
    let encoding = encoding(cx, args.get(1))?;
    let bytes: Vec<u8> = numbers.iter().map(|&x| x.round() as u8).collect();
    cx.charge(bytes.len());
    let unit =
        |b: &[u8], big: bool| if big { u16::from_be_bytes([b[0], b[1]]) } else { u16::from_le_bytes([b[0], b[1]]) };
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(&bytes).into_owned(),
        Encoding::Latin1 | Encoding::Ascii => bytes.iter().map(|&b| b as char).collect(),
        Encoding::Cyrillic => bytes.iter().map(|&b| cyrillic(b)).collect(),
        Encoding::Utf16 { big } => {
            String::from_utf16_lossy(&bytes.chunks_exact(2).map(|b| unit(b, big)).collect::<Vec<_>>())
        }
    };
    let data = chars::encode(&text, cx.dialect());
    Ok(if args[0].dims().is_col() && data.len() > 1 { NdArray::col(data).into() } else { chars::row(data) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|b| format!("{b:02x}")).collect()
    }

    #[test]
    fn digests_match_the_rfcs() {
        assert_eq!(hex(&md2(b"")), "8350e5a3e24c153df2275c9f80692773");
        assert_eq!(hex(&md2(b"abc")), "da853b0d3f88d99b30283a69e6ded6bb");
        assert_eq!(hex(&md4(b"")), "31d6cfe0d16ae931b73c59d7e0c089c0");
        assert_eq!(hex(&md4(b"abc")), "a448017aaf21d8525fc10ae87aa6729d");
    }

    #[test]
    fn base64_round_trip() {
        assert_eq!(to_base64(b"Hello"), "SGVsbG8=");
        assert_eq!(from_base64(b"SGVsbG8="), Some(b"Hello".to_vec()));
        assert_eq!(from_base64(b"SGV*"), None);
    }
}
