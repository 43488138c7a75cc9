use super::*;
use crate::text::{NumberSpec, c_format_f64, mat2str, num2str, number_shortest, scan, str2double_text};
use proptest::prelude::*;

fn values() -> impl Strategy<Value = Value> {
    let number = prop_oneof![any::<f64>(), (-300i32..300).prop_map(f64::from), Just(0.5), Just(-0.0)];
    prop_oneof![
        number.clone().prop_map(Value::Num),
        prop::collection::vec(number, 0..4).prop_map(Value::row),
        "[ -~]{0,6}".prop_map(|s| Value::text(&s)),
        "\\PC{0,4}".prop_map(|s| Value::string(&s)),
        any::<i64>().prop_map(Value::I64),
        any::<u64>().prop_map(Value::U64),
        any::<bool>().prop_map(Value::Bool),
        (any::<f64>(), any::<f64>()).prop_map(|(a, b)| z(a, b)),
        Just(Value::cell_row(vec![])),
    ]
}

fn templates() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        "(%[-+ 0#]{0,2}([0-9]{0,3}|\\*)(\\.([0-9]{0,3}|\\*))?[lh]?[diouxXfeEgGaAcs%bt$][a\\\\n]{0,2}){0,4}",
        "(%\\*?[0-9]{0,2}[dioxufegcs]|%\\[\\^?[a-z]-?[a-z]\\]|[ ,a]){0,5}",
    ]
}

fn dialects() -> impl Strategy<Value = Dialect> {
    prop_oneof![Just(Matlab), Just(Octave)]
}

proptest! {
    #[test]
    fn formatting_never_panics(f in templates(), args in prop::collection::vec(values(), 0..4), d in dialects()) {
        let _ = crate::text::format("sprintf", &t(&f), &args, d);
    }

    #[test]
    fn num2str_and_mat2str_never_panic(v in values(), f in templates(), p in 0.0f64..40.0, d in dialects()) {
        let _ = num2str(&v, None, d);
        let _ = num2str(&v, Some(&p.trunc().into()), d);
        let _ = num2str(&v, Some(&t(&f)), d);
        let _ = mat2str(&v, Some((p as usize, None)), true, d);
        if v.class() != crate::Class::Cell {
            crate::text::string_of(&v).unwrap();
        }
    }

    #[test]
    fn scanning_never_panics(text in "[ -~\n]{0,20}", f in templates(), m in 0.0f64..4.0, d in dialects()) {
        let chars: Vec<Char> = text.bytes().map(|b| Char(b as u16)).collect();
        let r = scan("sscanf", &chars, &t(&f), Some(&row(&[m.trunc(), f64::INFINITY])), d);
        if let Ok(r) = r {
            prop_assert!(r.position <= chars.len());
        }
        let _ = str2double_text(&text);
    }

    #[test]
    fn seventeen_digits_round_trip(x in any::<f64>()) {
        prop_assume!(x.is_finite());
        let text = c_format_f64(&NumberSpec::new('g').precision(17), x);
        prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), x.to_bits());
        prop_assert_eq!(number_shortest(x).parse::<f64>().unwrap(), x);
    }

    #[test]
    fn digits_agree_with_the_exact_expansion(x in any::<f64>(), p in 0usize..12) {
        prop_assume!(x.is_finite());
        prop_assert_eq!(c_format_f64(&NumberSpec::new('f').precision(p), x), format!("{x:.p$}"));
        let mine = c_format_f64(&NumberSpec::new('e').precision(p), x);
        let exact = format!("{x:.p$e}");
        let (a, b) = (mine.split_once('e').unwrap(), exact.split_once('e').unwrap());
        prop_assert_eq!(a.0, b.0);
        prop_assert_eq!(a.1.parse::<i32>().unwrap(), b.1.parse::<i32>().unwrap());
    }

    #[test]
    fn quarters_are_rounded_exactly(n in -10_000_000i64..10_000_000, s in 0u32..9, p in 0usize..8) {
        let x = n as f64 / (1u64 << s) as f64;
        prop_assert_eq!(c_format_f64(&NumberSpec::new('f').precision(p), x), format!("{x:.p$}"));
    }
}
