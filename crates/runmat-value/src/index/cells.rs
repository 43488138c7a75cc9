//! Braces: `c{…}` and `c{…} = v`.

use super::{fast, fit, is_blank, read, single_place, texts, type_name};
use crate::Dialect;
use crate::array::Text;
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::value::Value;

/// `base{subs}`: the list of elements. Strings give their text as char rows.
pub fn get_brace(base: &Value, subs: &[Value], dialect: Dialect) -> Result<Vec<Value>> {
    match base {
        Value::Cell(_) | Value::Strings(_) if subs.is_empty() => {
            Err(Error::msg("invalid empty index expression {}, use {:} instead"))
        }
        Value::Cell(a) => match fast::cell(a, subs) {
            Some(x) => Ok(vec![x.clone()]),
            None => Ok(read::read(a.view(), subs)?.1),
        },
        Value::Strings(a) => {
            let (_, data) = read::read(a.view(), subs)?;
            Ok(data.iter().map(|t| chars_of(t, dialect)).collect())
        }
        Value::Boxed(b) => get_brace(&b.lock().unwrap(), subs, dialect),
        Value::Object(o) if crate::dictionary::is_one(o) => {
            let found = crate::dictionary::get(o, subs)?;
            get_brace(&found, &[crate::array::Element::scalar(crate::Char(b':' as u16))], dialect)
        }
        _ => Err(ErrorKind::BraceRead { class: base.class_name(), type_name: type_name(base) }.into()),
    }
}

fn chars_of(t: &Text, dialect: Dialect) -> Value {
    match &t.0 {
        Some(s) => Value::text_in(s, dialect),
        None => Text(None).into(),
    }
}

impl From<Text> for Value {
    fn from(t: Text) -> Value {
        crate::array::Element::scalar(t)
    }
}

/// `base{subs} = rhs`.
pub fn set_brace(base: &mut Value, subs: &[Value], rhs: Value, dialect: Dialect) -> Result<()> {
    if rhs.is_undef() {
        return Err(Error::internal("nothing to assign"));
    }
    match base {
        Value::Cell(a) => match fast::set_cell(a, subs, rhs) {
            None => Ok(()),
            Some(rhs) => set_one(base, subs, rhs),
        },
        Value::Boxed(b) => set_brace(&mut b.clone().lock().unwrap(), subs, rhs, dialect),
        Value::Object(o) if crate::dictionary::is_one(o) => {
            crate::dictionary::set(std::sync::Arc::make_mut(o), subs, &Value::cell_row(vec![rhs]))
        }
        Value::Strings(_) => {
            let Some(source) = texts::convert(&rhs).filter(|t| t.len() == 1) else {
                return Err(ErrorKind::Conversion { from: rhs.class_name(), to: "string".into() }.into());
            };
            fit::assign_texts(base, subs, &source)
        }
        _ if is_blank(base, dialect) => {
            let mut fresh = Value::Undef;
            set_one(&mut fresh, subs, rhs)?;
            *base = fresh;
            Ok(())
        }
        _ => Err(ErrorKind::BraceWrite { class: base.class_name(), type_name: type_name(base) }.into()),
    }
}

fn set_one(base: &mut Value, subs: &[Value], rhs: Value) -> Result<()> {
    let dims = if base.is_undef() { Dims::empty() } else { base.dims() };
    single_place(&dims, subs)?;
    fit::elements(base, subs, &Dims::scalar(), &[rhs])
}
