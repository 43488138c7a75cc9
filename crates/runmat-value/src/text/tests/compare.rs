use super::*;
use crate::text::{chars, strcmp};

fn logical(r: usize, c: usize, x: &[bool]) -> Value {
    NdArray::matrix(r, c, x.to_vec()).into()
}

#[test]
fn broadcasts_over_cells() {
    let cell = Value::cell_row(vec![t("a"), t("b")]);
    for d in [Matlab, Octave] {
        assert_eq!(strcmp(&t("a"), &t("a"), d).unwrap(), true.into());
        assert_eq!(strcmp(&t("a"), &1.0.into(), d).unwrap(), false.into());
        assert_eq!(strcmp(&cell, &t("b"), d).unwrap(), logical(1, 2, &[false, true]));
        assert_eq!(strcmp(&Value::cell_row(vec![t("a")]), &cell, d).unwrap(), logical(1, 2, &[true, false]));
        assert!(strcmp(&cell, &Value::cell_col(vec![t("a"), t("b")]), d).is_err());
    }
    let rows = chars::matrix(&[chars::from_ascii("a"), chars::from_ascii("b")]);
    assert_eq!(strcmp(&rows, &cell, Octave).unwrap(), logical(1, 2, &[true, true]));
    assert_eq!(strcmp(&Value::string("a"), &t("a"), Matlab).unwrap(), true.into());
}

#[test]
fn char_helpers() {
    let m = chars::matrix_of(&["ab".into(), "c".into()], Matlab);
    assert_eq!(chars::rows(&m, Matlab).unwrap(), ["ab", "c "]);
    assert_eq!(chars::trim(&chars::from_ascii("  a b \n")), chars::from_ascii("a b"));
    assert_eq!(chars::upper(&chars::encode("aé", Matlab), Matlab), chars::encode("AÉ", Matlab));
    assert_eq!(chars::upper(&chars::encode("aé", Octave), Octave), chars::encode("Aé", Octave));
}
