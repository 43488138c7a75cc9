use super::*;
use crate::text::{ScanResult, scan};

fn read(text: &str, template: &str, size: Option<Value>, dialect: Dialect) -> ScanResult {
    let text: Vec<Char> = text.bytes().map(|b| Char(b as u16)).collect();
    scan("sscanf", &text, &t(template), size.as_ref(), dialect).unwrap()
}

fn col(xs: &[f64]) -> Value {
    Value::col(xs.to_vec())
}

#[test]
fn numbers_until_something_else() {
    for d in [Matlab, Octave] {
        assert_eq!(read("1 2 3", "%d", None, d).values, col(&[1.0, 2.0, 3.0]));
        assert_eq!(read("1,2,3", "%d,", None, d).values, col(&[1.0, 2.0, 3.0]));
        assert_eq!(read("10:20", "%d:%d", None, d).values, col(&[10.0, 20.0]));
        assert_eq!(read("0x1F 077", "%i", None, d).values, col(&[31.0, 63.0]));
        assert_eq!(read("12345", "%2d%3d", None, d).values, col(&[12.0, 345.0]));
        assert_eq!(read("1 a 2 b", "%d %*s", None, d).values, col(&[1.0, 2.0]));
        assert_eq!(read("Inf -Inf", "%f", None, d).values, col(&[f64::INFINITY, f64::NEG_INFINITY]));
    }
    let r = read("1 2 x 3", "%d", None, Octave);
    assert_eq!((r.values, r.count, r.position), (col(&[1.0, 2.0]), 2, 4));
    assert_eq!(r.errmsg, "sscanf: format failed to match");
    assert_eq!(read("1.23456", "%4f", None, Matlab).values, col(&[1.23, 456.0]));
    assert_eq!(read("1.23456", "%4f", None, Octave).values, 1.23456.into());
}

#[test]
fn text_alone_gives_text() {
    for d in [Matlab, Octave] {
        assert_eq!(read("hello world", "%s", None, d).values, t("helloworld"));
        assert_eq!(read("a b", "%c", None, d).values, t("a b"));
        assert_eq!(read("abc 12", "%s %d", None, d).values, col(&[97.0, 98.0, 99.0, 12.0]));
        assert_eq!(read("a]b", "%[]a]%s", None, d).values, t("a]b"));
        assert_eq!(read("k,v", "%[^,],%s", None, d).values, t("kv"));
    }
}

#[test]
fn sizes() {
    let m = |r, c, x: &[f64]| Value::matrix(r, c, x.to_vec());
    for d in [Matlab, Octave] {
        assert_eq!(read("1 2 3 4", "%d", Some(row(&[2.0, 2.0])), d).values, m(2, 2, &[1.0, 2.0, 3.0, 4.0]));
        let three = read("1 2 3 4 5", "%d", Some(row(&[2.0, f64::INFINITY])), d).values;
        assert_eq!(three, m(2, 3, &[1.0, 2.0, 3.0, 4.0, 5.0, 0.0]));
        assert_eq!(read("1 2 3", "%d", Some(2.0.into()), d).values, col(&[1.0, 2.0]));
    }
    let text: Vec<Char> = vec![Char(49)];
    assert!(scan("sscanf", &text, &t("%d"), Some(&row(&[f64::INFINITY, 1.0])), Octave).is_err());
    assert!(scan("sscanf", &text, &t("%y"), None, Octave).is_err());
}
