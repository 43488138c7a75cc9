//! What a journal is made of.
//!
//! Texts and contents that come again are written once, and are referred to by number afterwards.

use super::input::Input;
use super::settings::Settings;
use runmat_async::RunLimits;
use runmat_ignition::Slice;
use runmat_ignition::host::Interruption;
use runmat_ignition::vm::Place;
use runmat_value::Value;
use runmat_value::snapshot::{Reader, Result, SnapshotError, Writer};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// Bytes that several entries may share.
pub(super) type Blob = Arc<[u8]>;

/// What happened.
#[derive(Clone)]
pub(super) enum Entry {
    /// How the session was made; the first of all.
    Settings(Box<Settings>),
    /// The host was asked something, and said something.
    Heard { call: Blob, question: Blob, answer: Blob },
    /// Something came in from outside while the run was here.
    Told { place: Place, input: Blob },
    /// The run was stopped from outside, having used so much.
    Interrupted { work: u64, why: Interruption },
    /// A program was begun.
    Begun(Box<Begun>),
    /// It was over.
    Ended(Box<Ended>),
}

/// What was begun, under which limits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Begun {
    pub(crate) start: Start,
    pub(crate) limits: RunLimits,
    pub(crate) slice: Slice,
}

/// What a run begins with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Start {
    /// A file, a text, and arguments as bytes.
    Program { file: String, text: String, args: Vec<u8> },
    /// A snapshot.
    Snapshot(Vec<u8>),
}

impl Start {
    pub(crate) fn of(file: &str, text: &str, args: &[Value]) -> Result<Self> {
        Ok(Start::Program { file: file.into(), text: text.into(), args: super::input::encode(args)? })
    }
}

/// How a run has ended, and what it has printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ended {
    pub(crate) work: u64,
    pub(crate) end: End,
    /// Checksums of what was printed, by stream.
    pub(crate) printed: [u32; 2],
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    Finished,
    Exited(i32),
    Failed { identifier: String, message: String },
}

mod tag {
    pub(super) const SETTINGS: u8 = 0;
    pub(super) const HEARD: u8 = 1;
    pub(super) const TOLD: u8 = 2;
    pub(super) const INTERRUPTED: u8 = 3;
    pub(super) const BEGUN: u8 = 4;
    pub(super) const ENDED: u8 = 5;
}

/// Contents from this length on are written once.
const WORTH: usize = 12;

/// Writes entries.
#[derive(Default)]
pub(super) struct Scribe {
    pub(super) out: Writer,
    known: HashMap<Blob, u64>,
}

impl Scribe {
    fn blob(&mut self, bytes: &[u8]) {
        if let Some(k) = self.known.get(bytes) {
            return self.out.number(2 * k);
        }
        self.out.number(2 * bytes.len() as u64 + 1);
        self.out.raw(bytes);
        if bytes.len() >= WORTH {
            let k = self.known.len() as u64;
            self.known.insert(bytes.into(), k);
        }
    }

    pub(super) fn settings(&mut self, s: &Settings) {
        self.out.byte(tag::SETTINGS);
        s.write(&mut self.out);
    }

    pub(super) fn heard(&mut self, call: &str, question: &str, answer: &[u8]) {
        self.out.byte(tag::HEARD);
        [call.as_bytes(), question.as_bytes(), answer].into_iter().for_each(|b| self.blob(b));
    }

    pub(super) fn told(&mut self, place: Place, input: &[u8]) {
        self.out.byte(tag::TOLD);
        self.out.number(place.work);
        self.out.number(place.turn);
        self.blob(input);
    }

    pub(super) fn interrupted(&mut self, work: u64, why: Interruption) {
        self.out.byte(tag::INTERRUPTED);
        self.out.number(work);
        write_interruption(&mut self.out, why);
    }

    pub(super) fn begun(&mut self, b: &Begun) {
        self.out.byte(tag::BEGUN);
        match &b.start {
            Start::Program { file, text, args } => {
                self.out.byte(0);
                [file.as_bytes(), text.as_bytes(), args].into_iter().for_each(|b| self.blob(b));
            }
            Start::Snapshot(bytes) => {
                self.out.byte(1);
                self.blob(bytes);
            }
        }
        write_limits(&mut self.out, &b.limits);
        write_slice(&mut self.out, b.slice);
    }

    pub(super) fn ended(&mut self, e: &Ended) {
        let out = &mut self.out;
        out.byte(tag::ENDED);
        out.number(e.work);
        match &e.end {
            End::Finished => out.byte(0),
            End::Exited(status) => {
                out.byte(1);
                out.signed((*status).into());
            }
            End::Failed { identifier, message } => {
                out.byte(2);
                out.text(identifier);
                out.text(message);
            }
        }
        e.printed.iter().for_each(|&sum| out.number(sum.into()));
    }
}

/// Reads entries.
#[derive(Default)]
pub(super) struct Listener {
    known: Vec<Blob>,
}

impl Listener {
    fn blob(&mut self, r: &mut Reader<'_>) -> Result<Blob> {
        let n = r.number()?;
        if n % 2 == 0 {
            let known = usize::try_from(n / 2).ok().and_then(|k| self.known.get(k));
            return known.cloned().ok_or(SnapshotError::Malformed("contents that are not there"));
        }
        let len = usize::try_from(n / 2).map_err(|_| SnapshotError::Malformed("contents too long"))?;
        let bytes: Blob = r.raw(len)?.into();
        if len >= WORTH {
            self.known.push(bytes.clone());
        }
        Ok(bytes)
    }

    fn text(&mut self, r: &mut Reader<'_>) -> Result<String> {
        let bytes = self.blob(r)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| SnapshotError::Malformed("a text that is none"))?;
        Ok(text.into())
    }

    /// The next entry.
    pub(super) fn entry(&mut self, r: &mut Reader<'_>) -> Result<Entry> {
        Ok(match r.byte()? {
            tag::SETTINGS => Entry::Settings(Box::new(Settings::read(r)?)),
            tag::HEARD => Entry::Heard { call: self.blob(r)?, question: self.blob(r)?, answer: self.blob(r)? },
            tag::TOLD => {
                let place = Place { work: r.number()?, turn: r.number()? };
                Entry::Told { place, input: self.blob(r)? }
            }
            tag::INTERRUPTED => Entry::Interrupted { work: r.number()?, why: read_interruption(r)? },
            tag::BEGUN => {
                let start = match r.byte()? {
                    0 => {
                        let (file, text) = (self.text(r)?, self.text(r)?);
                        Start::Program { file, text, args: self.blob(r)?.to_vec() }
                    }
                    1 => Start::Snapshot(self.blob(r)?.to_vec()),
                    _ => return Err(SnapshotError::Malformed("a beginning of no kind")),
                };
                Entry::Begun(Box::new(Begun { start, limits: read_limits(r)?, slice: read_slice(r)? }))
            }
            tag::ENDED => {
                let work = r.number()?;
                let end = match r.byte()? {
                    0 => End::Finished,
                    1 => End::Exited(<i32 as super::words::Word>::read(r)?),
                    2 => End::Failed { identifier: r.text()?.into(), message: r.text()?.into() },
                    _ => return Err(SnapshotError::Malformed("an end of no kind")),
                };
                Entry::Ended(Box::new(Ended { work, end, printed: [r.small()?, r.small()?] }))
            }
            _ => return Err(SnapshotError::Malformed("an entry of no kind")),
        })
    }
}

impl Entry {
    /// For people.
    pub(super) fn describe(&self) -> String {
        match self {
            Entry::Settings(_) => "another session".into(),
            Entry::Heard { call, question, .. } => {
                describe_call(&String::from_utf8_lossy(call), &String::from_utf8_lossy(question))
            }
            Entry::Told { place, input } => format!("{} at work {}", Input::describe(input), place.work),
            Entry::Interrupted { work, why } => format!("{why:?} at work {work}"),
            Entry::Begun(_) => "the beginning of a program".into(),
            Entry::Ended(e) => match &e.end {
                End::Finished => format!("the end at work {}", e.work),
                End::Exited(status) => format!("exit {status} at work {}", e.work),
                End::Failed { message, .. } => format!("the error '{message}' at work {}", e.work),
            },
        }
    }
}

pub(super) fn describe_call(call: &str, question: &str) -> String {
    const MOST: usize = 200;
    let short: String = question.chars().take(MOST).collect();
    if short.is_empty() { call.to_string() } else { format!("{call} {short}") }
}

pub(super) fn write_interruption(out: &mut Writer, why: Interruption) {
    out.flag(why == Interruption::TimeLimit);
}

pub(super) fn read_interruption(r: &mut Reader<'_>) -> Result<Interruption> {
    Ok(if r.flag()? { Interruption::TimeLimit } else { Interruption::Cancelled })
}

pub(super) fn write_limits(out: &mut Writer, l: &RunLimits) {
    let nanos = l.wall_time.map(|t| t.as_nanos().min(u64::MAX as u128) as u64);
    let depth = l.call_depth.map(u64::from);
    let files = l.open_files.map(u64::from);
    for limit in [l.fuel, nanos, l.memory_bytes, l.output_bytes, depth, files] {
        out.maybe(limit, Writer::number);
    }
}

pub(super) fn read_limits(r: &mut Reader<'_>) -> Result<RunLimits> {
    Ok(RunLimits {
        fuel: r.maybe(Reader::number)?,
        wall_time: r.maybe(Reader::number)?.map(Duration::from_nanos),
        memory_bytes: r.maybe(Reader::number)?,
        output_bytes: r.maybe(Reader::number)?,
        call_depth: r.maybe(Reader::small)?,
        open_files: r.maybe(Reader::small)?,
    })
}

pub(super) fn write_slice(out: &mut Writer, s: Slice) {
    let (work, n) = match s {
        Slice::Time(t) => (false, t.as_nanos().min(u64::MAX as u128) as u64),
        Slice::Work(n) => (true, n),
    };
    out.flag(work);
    out.number(n);
}

pub(super) fn read_slice(r: &mut Reader<'_>) -> Result<Slice> {
    let (work, n) = (r.flag()?, r.number()?);
    Ok(if work { Slice::Work(n) } else { Slice::Time(Duration::from_nanos(n)) })
}
