//! Valid variable names, unique texts.

use crate::files::paths::texts;
use runmat_ignition::{CallCx, Values};
use runmat_value::{Error, NdArray, Result, Text, Value, convert};

/// What happens to characters that names can't have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Replacement {
    /// `_`
    #[default]
    Underscore,
    /// They vanish.
    Delete,
    /// `0x2F`
    Hex,
}

/// How names are made valid.
#[derive(Debug, Clone)]
pub struct NameRules {
    replacement: Replacement,
    prefix: String,
    octave: bool,
    keywords: Vec<String>,
}

impl NameRules {
    /// The usual rules, with words that are no names.
    pub fn new(octave: bool, keywords: &[&str]) -> Self {
        let keywords = keywords.iter().map(|k| k.to_string()).collect();
        NameRules { replacement: Replacement::default(), prefix: "x".into(), octave, keywords }
    }

    /// The usual rules of a call's dialect.
    pub fn of(cx: &CallCx<'_>) -> Self {
        NameRules::new(cx.octave(), crate::functions::lookup::keywords(cx))
    }

    fn is_keyword(&self, text: &str) -> bool {
        self.keywords.iter().any(|k| k == text)
    }

    /// Whether a text is a variable name.
    fn is_name(&self, text: &str) -> bool {
        let mut chars = text.chars();
        let first = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || (c == '_' && self.octave));
        first && chars.all(|c| c.is_ascii_alphanumeric() || c == '_') && !self.is_keyword(text)
    }

    /// Takes an option of `makeValidName`.
    pub fn set(&mut self, function: &str, name: &Value, value: &Value) -> Result<()> {
        let Some(key) = name.as_text() else {
            return Err(Error::msg(format!("{function}: option argument must be a string")));
        };
        let Some(text) = value.as_text() else {
            let known = ["ReplacementStyle", "Prefix"].iter().find(|k| k.eq_ignore_ascii_case(&key));
            return Err(Error::msg(match known {
                Some(k) => format!("{function}: '{k}' value must be a string"),
                None => format!("{function}: unknown property '{key}'"),
            }));
        };
        match key.to_ascii_lowercase().as_str() {
            "replacementstyle" => {
                self.replacement = match text.to_ascii_lowercase().as_str() {
                    "underscore" => Replacement::Underscore,
                    "delete" => Replacement::Delete,
                    "hex" => Replacement::Hex,
                    _ => return Err(Error::msg(format!("{function}: invalid 'ReplacementStyle' value '{text}'"))),
                }
            }
            "prefix" if self.is_name(&text) => self.prefix = text,
            "prefix" => return Err(Error::msg(format!("{function}: invalid 'Prefix' value '{text}'"))),
            _ => return Err(Error::msg(format!("{function}: unknown property '{key}'"))),
        }
        Ok(())
    }

    /// A valid name from a text.
    pub fn apply(&self, text: &str) -> String {
        if self.is_name(text) {
            return text.into();
        }
        if self.is_keyword(text) {
            let mut letters = text.chars();
            let first: String = letters.next().map(|c| c.to_ascii_uppercase()).into_iter().collect();
            return format!("{}{first}{}", self.prefix, letters.as_str());
        }
        let mut squeezed = String::new();
        let mut after_space = false;
        for c in text.trim().chars() {
            match c {
                c if c.is_whitespace() => after_space = true,
                c => {
                    squeezed.push(if after_space { c.to_ascii_uppercase() } else { c });
                    after_space = false;
                }
            }
        }
        let head = squeezed.chars().next();
        let starts = head.is_some_and(|c| c.is_ascii_alphabetic() || (c == '_' && self.octave));
        let mut out = if starts { String::new() } else { self.prefix.clone() };
        for c in squeezed.chars() {
            match (c.is_ascii_alphanumeric() || c == '_', self.replacement) {
                (true, _) => out.push(c),
                (false, Replacement::Underscore) => {
                    (0..if self.octave { c.len_utf8() } else { 1 }).for_each(|_| out.push('_'))
                }
                (false, Replacement::Delete) => {}
                (false, Replacement::Hex) => out.push_str(&format!("0x{:02X}", c as u32)),
            }
        }
        out
    }
}

/// Texts in the container that they came in.
fn like(cx: &CallCx<'_>, v: &Value, out: &[String]) -> Value {
    match v {
        Value::Cell(c) => NdArray::new(c.dims().clone(), out.iter().map(|s| cx.text(s)).collect::<Vec<Value>>()).into(),
        Value::Strings(a) => {
            NdArray::new(a.dims().clone(), out.iter().map(|s| Text(Some(s.as_str().into()))).collect()).into()
        }
        _ => cx.text(out.first().map_or("", String::as_str)),
    }
}

fn string_list(cx: &CallCx<'_>, v: &Value, what: &str) -> Result<Vec<String>> {
    let list = if v.is_char() && v.is_empty() { Some(vec![String::new()]) } else { texts(cx, v) };
    list.ok_or_else(|| Error::msg(format!("{}: {what} must be a string or cellstr", last_part(cx.name))))
}

fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

fn flags(v: &Value, changed: Vec<bool>) -> Value {
    match v {
        Value::Cell(_) | Value::Strings(_) => NdArray::new(v.dims(), changed).into(),
        _ => Value::Bool(changed.first().copied().unwrap_or(false)),
    }
}

/// `matlab.lang.makeValidName`.
pub fn make_valid_name(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let input = string_list(cx, &args[0], "STR")?;
    let mut rules = NameRules::of(cx);
    let options = &args[1..];
    if options.len() % 2 == 1 {
        return Err(Error::msg("makeValidName: property/value options must occur in pairs"));
    }
    for pair in options.chunks(2) {
        rules.set("makeValidName", &pair[0], &pair[1])?;
    }
    let out: Vec<String> = input.iter().map(|s| rules.apply(s)).collect();
    let changed = input.iter().zip(&out).map(|(a, b)| a != b).collect();
    Ok([like(cx, &args[0], &out), flags(&args[0], changed)].into_iter().collect())
}

/// `matlab.lang.makeUniqueStrings`.
pub fn make_unique(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let input = string_list(cx, &args[0], "STR")?;
    let (checked, mut taken) = exclusions(cx, &input, args.get(1))?;
    let most = match args.get(2) {
        None => usize::MAX,
        Some(v) => match v.as_f64() {
            Some(x) if x >= 1.0 && x == x.trunc() => x as usize,
            _ => return Err(Error::msg("makeUniqueStrings: MAXLENGTH must be a positive integer")),
        },
    };
    let mut out = input.clone();
    for k in 0..out.len() {
        if checked[k] {
            out[k] = unique(&input[k], &taken, most)?;
            taken.insert(out[k].clone());
        }
    }
    let changed = input.iter().zip(&out).map(|(a, b)| a != b).collect();
    Ok([like(cx, &args[0], &out), flags(&args[0], changed)].into_iter().collect())
}

type Taken = std::collections::HashSet<String>;

/// Which texts may be changed, and what they may not become.
fn exclusions(cx: &CallCx<'_>, input: &[String], v: Option<&Value>) -> Result<(Vec<bool>, Taken)> {
    let all = vec![true; input.len()];
    let Some(v) = v else { return Ok((all, Taken::new())) };
    if v.is_char() || matches!(v, Value::Cell(_) | Value::Strings(_)) {
        return Ok((all, string_list(cx, v, "EX")?.into_iter().collect()));
    }
    let numbers = convert::to_f64_vec(v).unwrap_or_default();
    let mut checked = vec![false; input.len()];
    if v.class() == runmat_value::Class::Logical {
        if numbers.len() != input.len() {
            return Err(Error::msg("makeUniqueStrings: STR and EX logical array must have the same length"));
        }
        numbers.iter().zip(&mut checked).for_each(|(x, c)| *c = *x != 0.0);
    } else {
        for x in numbers {
            if x < 1.0 || x != x.trunc() || x > input.len() as f64 {
                return Err(Error::msg("makeUniqueStrings: invalid array of indices EX"));
            }
            checked[x as usize - 1] = true;
        }
    }
    let taken = input.iter().zip(&checked).filter(|(_, c)| !**c).map(|(s, _)| s.clone()).collect();
    Ok((checked, taken))
}

fn unique(text: &str, taken: &Taken, most: usize) -> Result<String> {
    let cut = |n: usize| text.chars().take(n).collect::<String>();
    let bare = cut(most);
    if !taken.contains(&bare) {
        return Ok(bare);
    }
    for n in 1..=taken.len() + 1 {
        let suffix = format!("_{n}");
        if suffix.len() >= most {
            break;
        }
        let candidate = cut(most.saturating_sub(suffix.len())) + &suffix;
        if !taken.contains(&candidate) {
            return Ok(candidate);
        }
    }
    Err(Error::msg("makeUniqueStrings: cannot create unique elements within MAXLENGTH"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_names() {
        let rules = NameRules::new(true, &["for"]);
        let cases =
            [("3d plot", "x3dPlot"), ("GNU/Octave", "GNU_Octave"), ("for", "xFor"), ("", "x"), (" octave  ", "octave")];
        for (text, name) in cases {
            assert_eq!(rules.apply(text), name);
        }
        assert_eq!(rules.apply("%string.array"), "x_string_array");
        assert_eq!(rules.apply("field-   2"), "field_2");
    }
}
