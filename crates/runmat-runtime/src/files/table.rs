//! The open files of a session.
//!
//! Numbers 0, 1 and 2 are the standard streams, which are not in the table: text for 1 and 2 goes to
//! the session's output.

use runmat_ignition::host::{HostError, HostFile, OpenMode};
use runmat_ignition::output::Stream;
use runmat_ignition::vm::snapshot::BAD_STATE;
use runmat_ignition::{CallCx, SessionState, StatePart};
use runmat_value::snapshot::SnapshotError;
use runmat_value::value::decode_in;
use runmat_value::{Char, Dialect, Error, Result, Value};
use std::collections::BTreeMap;

/// Bytes asked of the host at a time.
const CHUNK: usize = 1 << 16;

/// One open file.
pub struct OpenFile {
    /// Its name as given to `fopen`.
    pub name: String,
    /// The mode it was opened with (`rb`, `w+`, …).
    pub mode: String,
    /// Number format (`ieee-le`, …).
    pub arch: String,
    /// Text encoding.
    pub encoding: String,
    /// Bytes read ahead of the position scripts see; the first [`OpenFile::taken`] of them are used up.
    pub ahead: Vec<u8>,
    /// How much of `ahead` is used up.
    pub taken: usize,
    /// Whether a read has met the end.
    pub at_end: bool,
    /// Text of the last error, for `ferror`.
    pub error: String,
    /// The host's file.
    pub file: Box<dyn HostFile>,
}

impl OpenFile {
    /// Writes bytes at the position scripts see: what was read ahead is given back first.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), HostError> {
        if !self.waiting().is_empty() {
            let at = self.position()?;
            self.file.seek(Some(at))?;
        }
        self.ahead.clear();
        self.taken = 0;
        self.file.write(bytes)
    }

    /// What has been read ahead and not been used.
    pub fn waiting(&self) -> &[u8] {
        &self.ahead[self.taken..]
    }

    /// Reads ahead; false at the end of the file.
    pub fn fill(&mut self) -> Result<bool, HostError> {
        self.ahead.drain(..self.taken);
        self.taken = 0;
        let have = self.ahead.len();
        self.ahead.resize(have + CHUNK, 0);
        let got = self.file.read(&mut self.ahead[have..]);
        self.ahead.truncate(have + *got.as_ref().unwrap_or(&0));
        Ok(got? > 0)
    }

    /// Reads ahead until so many bytes wait, or the file ends.
    pub fn want(&mut self, count: usize) -> Result<&[u8], HostError> {
        while self.waiting().len() < count && self.fill()? {}
        Ok(self.waiting())
    }

    /// Uses up waiting bytes.
    pub fn consume(&mut self, count: usize) {
        self.taken = (self.taken + count).min(self.ahead.len());
    }

    /// The position scripts see.
    pub fn position(&mut self) -> Result<u64, HostError> {
        let at = self.file.seek(None)?;
        Ok(at.saturating_sub(self.waiting().len() as u64))
    }

    /// Moves there; what was read ahead is forgotten.
    pub fn seek(&mut self, to: u64) -> Result<(), HostError> {
        self.file.seek(Some(to))?;
        self.ahead.clear();
        self.taken = 0;
        self.at_end = false;
        Ok(())
    }

    /// Whether bytes stand for characters of their own (`iso-8859-1`) instead of UTF-8.
    pub fn is_latin(&self) -> bool {
        matches!(self.encoding.as_str(), "iso-8859-1" | "latin1" | "iso8859-1" | "windows-1252")
    }

    /// Whether it may be read.
    pub fn readable(&self) -> bool {
        self.mode.starts_with('r') || self.mode.contains('+')
    }

    /// Bytes of the file as text of the dialect.
    pub fn decode(&self, bytes: &[u8], octave: bool) -> Vec<Char> {
        let latin = self.is_latin();
        if bytes.is_ascii() || latin != octave {
            return bytes.iter().map(|&b| Char(b as u16)).collect();
        }
        if latin {
            let text: String = bytes.iter().map(|&b| b as char).collect();
            return text.bytes().map(|b| Char(b as u16)).collect();
        }
        String::from_utf8_lossy(bytes).encode_utf16().map(Char).collect()
    }

    /// Text of the dialect as bytes of the file.
    pub fn encode(&self, text: &[Char], octave: bool) -> Vec<u8> {
        let latin = self.is_latin();
        if latin == octave && !text.iter().all(|c| c.0 < 0x80) {
            let dialect = if octave { Dialect::Octave } else { Dialect::Matlab };
            let text = decode_in(text, dialect);
            return match latin {
                true => text.chars().map(|c| u8::try_from(c as u32).unwrap_or(b'?')).collect(),
                false => text.into_bytes(),
            };
        }
        text.iter().map(|c| c.0 as u8).collect()
    }
}

/// The open files of a session, by number.
#[derive(Default)]
pub struct OpenFiles {
    files: BTreeMap<u32, OpenFile>,
}

/// For snapshots: name, mode, format, encoding, position and the rest of each file, which is opened again there.
pub const STATE: StatePart = StatePart {
    name: "files",
    save: |s| {
        // The files are looked at while the host is asked where they lie.
        let mut open = std::mem::take(s.extensions.get::<OpenFiles>());
        let saved = open.files.iter_mut().map(|(id, f)| f.describe(*id, s)).collect::<Result<Vec<_>, SnapshotError>>();
        *s.extensions.get() = open;
        Ok(Some(Value::cell_row(saved?)))
    },
    load: |s, v| {
        let Value::Cell(all) = v else { return Err(BAD_STATE) };
        for described in all.data() {
            let (id, file) = OpenFile::open_again(s, described)?;
            s.extensions.get::<OpenFiles>().files.insert(id, file);
        }
        Ok(())
    },
};

impl OpenFile {
    /// What it takes to open it again.
    fn describe(&mut self, id: u32, s: &mut SessionState) -> Result<Value, SnapshotError> {
        let position = self.file.flush().and_then(|()| self.position());
        let stuck = |e: HostError| SnapshotError::CannotTravel(format!("the open file '{}': {e}", self.name));
        let position = position.map_err(stuck)?;
        let path = s.host.canonical(&self.name).unwrap_or_else(|_| self.name.clone());
        let texts = [&self.name, &path, &self.mode, &self.arch, &self.encoding, &self.error];
        let numbers = [id as f64, position as f64, self.at_end as u8 as f64];
        let all = numbers.into_iter().map(Value::Num).chain(texts.into_iter().map(|t| Value::text(t)));
        Ok(Value::cell_row(all.collect()))
    }

    /// Opens it where it is now; what it holds stays.
    fn open_again(s: &mut SessionState, described: &Value) -> Result<(u32, OpenFile), SnapshotError> {
        let Value::Cell(parts) = described else { return Err(BAD_STATE) };
        let number = |k: usize| parts.data().get(k).and_then(Value::as_f64).ok_or(BAD_STATE);
        let text = |k: usize| parts.data().get(k).and_then(Value::as_text).ok_or(BAD_STATE);
        let (name, path, mode) = (text(3)?, text(4)?, text(5)?);
        let open = super::open::Mode::parse(&mode, false).ok_or(BAD_STATE)?.open;
        let stuck = |e: HostError| SnapshotError::CannotTravel(format!("the open file '{name}': {e}"));
        let mut file = s.host.open(&path, OpenMode { truncate: false, ..open }).map_err(stuck)?;
        file.seek(Some(number(1)? as u64)).map_err(stuck)?;
        let (arch, encoding, error) = (text(6)?, text(7)?, text(8)?);
        let at_end = number(2)? != 0.0;
        let open = OpenFile { name, mode, arch, encoding, ahead: Vec::new(), taken: 0, at_end, error, file };
        Ok((number(0)? as u32, open))
    }
}

impl OpenFiles {
    /// An open file.
    pub fn get(&mut self, id: u32) -> Option<&mut OpenFile> {
        self.files.get_mut(&id)
    }

    /// Adds a file under the smallest free number from 3 on.
    pub fn insert(&mut self, file: OpenFile) -> u32 {
        let id = (3..).find(|id| !self.files.contains_key(id)).expect("numbers do not run out");
        self.files.insert(id, file);
        id
    }

    /// Takes a file out.
    pub fn remove(&mut self, id: u32) -> Option<OpenFile> {
        self.files.remove(&id)
    }

    /// The numbers in use.
    pub fn ids(&self) -> Vec<u32> {
        self.files.keys().copied().collect()
    }
}

/// The file number a value stands for: a number, or the name of an open file.
pub fn file_id(cx: &mut CallCx<'_>, v: &Value) -> Result<u32> {
    if let (true, Some(name)) = (cx.octave(), v.as_text()) {
        return named(cx, &name);
    }
    let octave = cx.octave();
    let Some(x) = v.as_f64() else {
        return Err(match octave {
            true => Error::msg("file id must be a file object, std::string, or integer value"),
            false => invalid(cx, v),
        });
    };
    if x != x.trunc() && octave {
        return Err(Error::msg("file id must be a file object, std::string, or integer value"));
    }
    match x {
        x if (0.0..4e9).contains(&x) && x == x.trunc() => Ok(x as u32),
        _ => Err(invalid(cx, v)),
    }
}

fn named(cx: &mut CallCx<'_>, name: &str) -> Result<u32> {
    if let Some(k) = ["stdin", "stdout", "stderr"].iter().position(|n| *n == name) {
        return Ok(k as u32);
    }
    let files = cx.session.extensions.get::<OpenFiles>();
    let found = files.files.iter().find(|(_, f)| f.name == name).map(|(id, _)| *id);
    found.ok_or_else(|| Error::msg(format!("{}: invalid stream number = -1", cx.name)))
}

/// The error about a number that is no open file.
pub fn invalid(cx: &CallCx<'_>, v: &Value) -> Error {
    if cx.octave() {
        let shown = v.as_f64().unwrap_or(-1.0);
        Error::msg(format!("{}: invalid stream number = {shown}", cx.name))
    } else {
        Error::new(
            "MATLAB:FileIO:InvalidFid",
            "Invalid file identifier. Use fopen to generate a valid file identifier.",
        )
    }
}

/// Writes text to a file number: the one door of `fprintf`, `fputs`, `fdisp` and `fwrite`.
pub fn write_chars(cx: &mut CallCx<'_>, id: u32, text: &[Char]) -> Result<()> {
    let dialect = cx.dialect();
    match id {
        1 => cx.session.output.chars(Stream::Out, text, dialect),
        2 => cx.session.output.chars(Stream::Err, text, dialect),
        _ => {
            let bytes = open(cx, id)?.encode(text, dialect.is_octave());
            return write_bytes(cx, id, &bytes);
        }
    }
    Ok(())
}

/// The open file with this number.
pub fn open<'a>(cx: &'a mut CallCx<'_>, id: u32) -> Result<&'a mut OpenFile> {
    if !cx.session.extensions.get::<OpenFiles>().files.contains_key(&id) {
        return Err(invalid(cx, &Value::Num(id as f64)));
    }
    Ok(cx.session.extensions.get::<OpenFiles>().get(id).expect("it has just been found"))
}

/// Writes bytes to a file number.
pub fn write_bytes(cx: &mut CallCx<'_>, id: u32, bytes: &[u8]) -> Result<()> {
    match id {
        1 => cx.session.output.bytes(Stream::Out, bytes),
        2 => cx.session.output.bytes(Stream::Err, bytes),
        _ => {
            let file = open(cx, id)?;
            if let Err(e) = file.write(bytes) {
                file.error = e.to_string();
                return Err(Error::msg(format!("{}: {e}", cx.name)));
            }
        }
    }
    Ok(())
}
