//! Code in snapshots: the texts it comes from, and places in them.

use super::super::call::MethodStub;
use super::super::functions::{Around, Functions};
use crate::bytecode::{CodeObject, Source};
use runmat_syntax::Dialect;
use runmat_value::Name;
use runmat_value::function::{Code, Stays};
use runmat_value::snapshot::{CodeSource, CodeTable, Reader, Result, SnapshotError, Writer};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The number of the stand-in for code in handles that call a function by its name, with arguments of their own.
const BY_NAME: u64 = 0;

/// Code on its way out.
pub(super) struct Texts<'f> {
    functions: &'f Functions,
    /// By number in the session, which is the order of compiling.
    texts: BTreeMap<u64, Arc<Source>>,
    /// Text and place of each code object.
    places: Vec<(u64, u64, u64)>,
    numbers: HashMap<u64, u64>,
}

impl<'f> Texts<'f> {
    pub(super) fn new(functions: &'f Functions) -> Self {
        Texts { functions, texts: BTreeMap::new(), places: Vec::new(), numbers: HashMap::new() }
    }

    /// The number of a code object.
    pub(super) fn add(&mut self, code: &CodeObject) -> u64 {
        if let Some(&n) = self.numbers.get(&code.id) {
            return n;
        }
        let home = code.source.origin.home;
        self.add_text(&code.source);
        self.places.push((home, code.id - home, digest(code)));
        let n = self.places.len() as u64;
        self.numbers.insert(code.id, n);
        n
    }

    fn add_text(&mut self, source: &Arc<Source>) {
        let mut next = Some(source.clone());
        while let Some(source) = next.take() {
            let home = source.origin.home;
            if self.texts.insert(home, source).is_none() {
                next = self.functions.arounds.get(&home).and_then(surrounding);
            }
        }
    }

    /// Texts, then places in them.
    pub(super) fn write(&self, out: &mut Writer) {
        let index: HashMap<u64, u64> = self.texts.keys().zip(0..).map(|(&home, k)| (home, k)).collect();
        out.number(self.texts.len() as u64);
        for (home, source) in &self.texts {
            let origin = &source.origin;
            out.flag(origin.dialect.is_octave());
            out.flag(source.library);
            out.text(&source.file);
            if source.library {
                continue;
            }
            out.text(&source.text);
            out.flag(origin.value);
            names(out, origin.private.iter().map(|n| &**n).collect());
            names(out, origin.packages.iter().map(|n| &**n).collect());
            out.maybe(self.functions.arounds.get(home), |out, a| {
                out.maybe(surrounding(a), |out, s| out.number(index[&s.origin.home]));
                out.text(&a.function);
                out.text(&a.file);
            });
        }
        out.number(self.places.len() as u64);
        for (home, place, digest) in &self.places {
            out.number(index[home]);
            out.number(*place);
            out.number(*digest);
        }
    }
}

/// The text whose functions evaluated text sees.
fn surrounding(a: &Around) -> Option<Arc<Source>> {
    a.locals.functions.get()?.first().map(|f| f.source.clone())
}

fn names(out: &mut Writer, mut names: Vec<&str>) {
    names.sort_unstable();
    out.number(names.len() as u64);
    names.into_iter().for_each(|n| out.text(n));
}

impl CodeTable for Texts<'_> {
    fn number(&mut self, code: &Arc<dyn Code>) -> Result<u64> {
        match code.as_any().downcast_ref::<CodeObject>() {
            Some(code) => Ok(self.add(code)),
            None => match code.stays() {
                Stays::Not => Ok(BY_NAME),
                Stays::ForNow(what) => Err(SnapshotError::Busy(what.into())),
                Stays::Forever(what) => Err(SnapshotError::CannotTravel(what.into())),
            },
        }
    }
}

/// Code that has come in.
pub(super) struct Codes(Vec<Arc<CodeObject>>);

impl Codes {
    /// The code with this number.
    pub(super) fn get(&self, number: u64) -> Result<&Arc<CodeObject>> {
        let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
        at.and_then(|at| self.0.get(at)).ok_or(SnapshotError::Malformed("code that is not there"))
    }

    /// Compiles the texts, and finds the places in them.
    pub(super) fn read(r: &mut Reader<'_>, functions: &mut Functions) -> Result<Codes> {
        let n = r.count(3)?;
        let mut texts: Vec<BTreeMap<u64, Arc<CodeObject>>> = Vec::with_capacity(n);
        for _ in 0..n {
            let compiled = read_text(r, functions, &texts)?;
            texts.push(compiled);
        }
        let places = r.list(|r| {
            let (text, place, sum): (usize, u64, u64) = (r.small()?, r.number()?, r.number()?);
            let code = texts.get(text).and_then(|t| t.get(&place));
            let code = code.ok_or(SnapshotError::Malformed("a function that its text does not have"))?;
            if digest(code) != sum {
                let found = "another build of this engine".to_string();
                return Err(SnapshotError::Version { found, expected: super::engine() });
            }
            Ok(code.clone())
        })?;
        Ok(Codes(places))
    }
}

impl CodeSource for Codes {
    fn code(&self, number: u64) -> Option<Arc<dyn Code>> {
        match number {
            BY_NAME => Some(Arc::new(MethodStub)),
            n => self.get(n).ok().map(|c| c.clone() as Arc<dyn Code>),
        }
    }
}

/// Compiles a text under what it was compiled under first; its code objects by their place.
fn read_text(
    r: &mut Reader<'_>,
    functions: &mut Functions,
    texts: &[BTreeMap<u64, Arc<CodeObject>>],
) -> Result<BTreeMap<u64, Arc<CodeObject>>> {
    let dialect = if r.flag()? { Dialect::Octave } else { Dialect::Matlab };
    let library = r.flag()?;
    let file = r.text()?;
    if library {
        let code = functions.library_function(file, dialect);
        let code = code.ok_or(SnapshotError::Malformed("a function that the library does not have"))?;
        return Ok(by_place(code.locals.functions.get().into_iter().flatten()));
    }
    let text: Arc<str> = Arc::from(r.text()?);
    let value = r.flag()?;
    let private: HashSet<Name> = r.list(|r| r.text().map(Name::from))?.into_iter().collect();
    let packages: HashSet<String> = r.list(|r| r.text().map(String::from))?.into_iter().collect();
    let around = r.maybe(|r| {
        let text: Option<usize> = r.maybe(|r| r.small())?;
        let first = match text {
            Some(k) => texts.get(k).and_then(|t| t.values().next()).map(|c| c.locals.clone()),
            None => Some(Arc::default()),
        };
        let locals = first.ok_or(SnapshotError::Malformed("a text that is not there"))?;
        Ok(Around { locals, function: Name::from(r.text()?), file: Name::from(r.text()?) })
    })?;
    let compiled = functions.compile_again(file, text, dialect, value, private, packages, around);
    let compiled = compiled.ok_or(SnapshotError::Malformed("a text that does not parse"))?;
    Ok(by_place(compiled.iter()))
}

/// Code objects, and those inside them, by their place in their text.
fn by_place<'c>(codes: impl Iterator<Item = &'c Arc<CodeObject>>) -> BTreeMap<u64, Arc<CodeObject>> {
    let mut found = BTreeMap::new();
    let mut waiting: Vec<Arc<CodeObject>> = codes.cloned().collect();
    while let Some(code) = waiting.pop() {
        waiting.extend(code.closures.iter().map(|c| c.code.clone()));
        found.insert(code.id - code.source.origin.home, code);
    }
    found
}

/// Tells code apart from what another compiler makes of the same text (FNV-1a over instructions and sizes).
fn digest(code: &CodeObject) -> u64 {
    use std::fmt::Write;
    struct Fnv(u64);
    impl Write for Fnv {
        fn write_str(&mut self, s: &str) -> std::fmt::Result {
            for b in s.bytes() {
                self.0 = (self.0 ^ b as u64).wrapping_mul(0x100_0000_01b3);
            }
            Ok(())
        }
    }
    let mut sum = Fnv(0xcbf2_9ce4_8422_2325);
    let written = write!(sum, "{} {:?} {:?}", code.registers, code.slots, code.ops);
    debug_assert!(written.is_ok());
    sum.0
}
