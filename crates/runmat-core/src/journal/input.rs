//! What comes in from outside by itself: answers, results, fuel, and what else a handle or a session can do to a run.

use super::entry::{read_interruption, read_slice, write_interruption, write_slice};
use crate::functions::HostFailure;
use runmat_async::InputError;
use runmat_ignition::Slice;
use runmat_ignition::host::{EffectKind, Interruption};
use runmat_ignition::vm::functions::HostRow;
use runmat_value::function::Code;
use runmat_value::ledger::Ledger;
use runmat_value::object::CleanupQueue;
use runmat_value::snapshot::{CodeSource, CodeTable, Decoder, Encoder, Reader, Result, SnapshotError, Writer};
use runmat_value::{Error, Value};
use std::sync::Arc;

/// Something from outside.
#[derive(Debug, Clone)]
pub(crate) enum Input {
    /// What a function of the host has given to a call.
    Returned { key: (u64, u64), answer: Answered },
    /// A promise that the host has fulfilled, by the number of its task.
    Fulfilled { task: u64, answer: Answered },
    /// More fuel.
    Fuel(u64),
    /// The answer to the oldest question.
    Answer(std::result::Result<String, InputError>),
    /// The run is stopped while it waits.
    Interrupted(Interruption),
    /// A checkpoint was made, or not.
    Checkpoint { task: u64, answer: std::result::Result<(), HostFailure> },
    /// A variable was set.
    Variable(String, Value),
    /// A function of the host was registered.
    Function(String, HostRow),
    /// A folder was added to the path.
    Folder(String),
    /// The length of slices was changed.
    Slice(Slice),
    /// The run was given up.
    Dropped,
}

/// What the host has given to a call.
pub(crate) type Answered = std::result::Result<Vec<Value>, Failing>;

/// Why it has given nothing.
#[derive(Debug, Clone)]
pub(crate) enum Failing {
    /// It says so.
    Told(HostFailure),
    /// It has panicked.
    Panicked(String),
}

impl From<Failing> for Error {
    fn from(f: Failing) -> Self {
        match f {
            Failing::Told(e) => e.into(),
            Failing::Panicked(text) => Error::internal(text),
        }
    }
}

/// First byte of an input.
mod tag {
    pub(super) const RETURNED: u8 = 0;
    pub(super) const FULFILLED: u8 = 1;
    pub(super) const FUEL: u8 = 2;
    pub(super) const ANSWER: u8 = 3;
    pub(super) const INTERRUPTED: u8 = 4;
    pub(super) const CHECKPOINT: u8 = 5;
    pub(super) const VARIABLE: u8 = 6;
    pub(super) const FUNCTION: u8 = 7;
    pub(super) const FOLDER: u8 = 8;
    pub(super) const SLICE: u8 = 9;
    pub(super) const DROPPED: u8 = 10;
}

const NAMES: [&str; 11] = [
    "the result of a function of the host",
    "a promise fulfilled by the host",
    "fuel",
    "an answer",
    "an interruption",
    "a checkpoint",
    "a variable set by the host",
    "a function of the host",
    "a folder of the path",
    "another slice",
    "the run given up",
];

impl Input {
    /// What bytes written by [`Input::write`] are, for people.
    pub(super) fn describe(bytes: &[u8]) -> &'static str {
        bytes.first().and_then(|&k| NAMES.get(k as usize)).copied().unwrap_or("nothing")
    }

    /// Writes it.
    ///
    /// # Errors
    /// When a value in it means something in this process only.
    pub(super) fn write(&self) -> Result<Vec<u8>> {
        let mut w = Writer::new();
        let out = &mut w;
        match self {
            Input::Returned { key, answer } => {
                out.byte(tag::RETURNED);
                out.number(key.0);
                out.number(key.1);
                write_answered(out, answer)?;
            }
            Input::Fulfilled { task, answer } => {
                out.byte(tag::FULFILLED);
                out.number(*task);
                write_answered(out, answer)?;
            }
            Input::Fuel(n) => {
                out.byte(tag::FUEL);
                out.number(*n);
            }
            Input::Answer(answer) => {
                out.byte(tag::ANSWER);
                match answer {
                    Ok(text) => {
                        out.byte(0);
                        out.text(text);
                    }
                    Err(InputError::Cancelled) => out.byte(1),
                    Err(InputError::Abandoned) => out.byte(2),
                }
            }
            Input::Interrupted(why) => {
                out.byte(tag::INTERRUPTED);
                write_interruption(out, *why);
            }
            Input::Checkpoint { task, answer } => {
                out.byte(tag::CHECKPOINT);
                out.number(*task);
                out.maybe(answer.as_ref().err(), write_failure);
            }
            Input::Variable(name, v) => {
                out.byte(tag::VARIABLE);
                out.text(name);
                out.blob(&encode(std::slice::from_ref(v))?);
            }
            Input::Function(name, row) => {
                out.byte(tag::FUNCTION);
                out.text(name);
                write_row(out, row);
            }
            Input::Folder(folder) => {
                out.byte(tag::FOLDER);
                out.text(folder);
            }
            Input::Slice(slice) => {
                out.byte(tag::SLICE);
                write_slice(out, *slice);
            }
            Input::Dropped => out.byte(tag::DROPPED),
        }
        Ok(w.into_bytes())
    }

    /// Reads it; large values are entered into `ledger`.
    ///
    /// # Errors
    /// When the bytes are not what [`Input::write`] writes.
    pub(super) fn read(bytes: &[u8], ledger: &Ledger) -> Result<Input> {
        let mut reader = Reader::new(bytes);
        let r = &mut reader;
        let input = match r.byte()? {
            tag::RETURNED => Input::Returned { key: (r.number()?, r.number()?), answer: read_answered(r, ledger)? },
            tag::FULFILLED => Input::Fulfilled { task: r.number()?, answer: read_answered(r, ledger)? },
            tag::FUEL => Input::Fuel(r.number()?),
            tag::ANSWER => Input::Answer(match r.byte()? {
                0 => Ok(r.text()?.into()),
                1 => Err(InputError::Cancelled),
                2 => Err(InputError::Abandoned),
                _ => return Err(SnapshotError::Malformed("an answer of no kind")),
            }),
            tag::INTERRUPTED => Input::Interrupted(read_interruption(r)?),
            tag::CHECKPOINT => {
                Input::Checkpoint { task: r.number()?, answer: r.maybe(read_failure)?.map_or(Ok(()), Err) }
            }
            tag::VARIABLE => {
                let name = r.text()?.into();
                let value = decode(r.blob()?, ledger)?.pop();
                Input::Variable(name, value.ok_or(SnapshotError::Malformed("a variable without a value"))?)
            }
            tag::FUNCTION => Input::Function(r.text()?.into(), read_row(r)?),
            tag::FOLDER => Input::Folder(r.text()?.into()),
            tag::SLICE => Input::Slice(read_slice(r)?),
            tag::DROPPED => Input::Dropped,
            _ => return Err(SnapshotError::Malformed("an input of no kind")),
        };
        r.end()?;
        Ok(input)
    }
}

fn write_failure(out: &mut Writer, e: &HostFailure) {
    out.text(&e.identifier);
    out.text(&e.message);
}

fn read_failure(r: &mut Reader<'_>) -> Result<HostFailure> {
    Ok(HostFailure::new(r.text()?, r.text()?))
}

fn write_answered(out: &mut Writer, answer: &Answered) -> Result<()> {
    match answer {
        Ok(values) => {
            out.byte(0);
            out.blob(&encode(values)?);
        }
        Err(Failing::Told(e)) => {
            out.byte(1);
            write_failure(out, e);
        }
        Err(Failing::Panicked(text)) => {
            out.byte(2);
            out.text(text);
        }
    }
    Ok(())
}

fn read_answered(r: &mut Reader<'_>, ledger: &Ledger) -> Result<Answered> {
    Ok(match r.byte()? {
        0 => Ok(decode(r.blob()?, ledger)?),
        1 => Err(Failing::Told(read_failure(r)?)),
        2 => Err(Failing::Panicked(r.text()?.into())),
        _ => return Err(SnapshotError::Malformed("a result of no kind")),
    })
}

fn write_row(out: &mut Writer, row: &HostRow) {
    out.number(row.needs.len() as u64);
    for (kind, what) in &row.needs {
        out.text(kind.name());
        out.text(what);
    }
    [row.inputs.0, row.inputs.1, row.outputs].into_iter().for_each(|n| out.number(n.into()));
    out.number(row.fuel);
    out.text(&row.doc);
}

fn read_row(r: &mut Reader<'_>) -> Result<HostRow> {
    let needs = r.list(|r| {
        let kind = EffectKind::of(r.text()?).ok_or(SnapshotError::Malformed("an effect of no kind"))?;
        Ok((kind, r.text()?.to_string()))
    })?;
    let inputs = (r.small()?, r.small()?);
    Ok(HostRow { needs, inputs, outputs: r.small()?, fuel: r.number()?, doc: r.text()?.into() })
}

/// Values that come from outside are made of no code of a session.
struct NoCode;

impl CodeTable for NoCode {
    fn number(&mut self, _: &Arc<dyn Code>) -> Result<u64> {
        Err(SnapshotError::CannotTravel("a function handle with code of this session".into()))
    }
}

impl CodeSource for NoCode {
    fn code(&self, _: u64) -> Option<Arc<dyn Code>> {
        None
    }
}

/// Values as bytes.
///
/// # Errors
/// When one of them is, or holds, something that is the same wherever it is: another could not stand in for it.
pub(super) fn encode(values: &[Value]) -> Result<Vec<u8>> {
    if !runmat_ignition::vm::worker::is_apart(&Value::Undef, values) {
        return Err(SnapshotError::CannotTravel("an object that is the same wherever it is".into()));
    }
    let mut codes = NoCode;
    let mut e = Encoder::new(&mut codes);
    let mut list = Writer::new();
    list.number(values.len() as u64);
    values.iter().try_for_each(|v| e.value(&mut list, v))?;
    let mut all = e.finish()?;
    all.extend(list.into_bytes());
    Ok(all)
}

/// Values from bytes.
pub(super) fn decode(bytes: &[u8], ledger: &Ledger) -> Result<Vec<Value>> {
    let mut r = Reader::new(bytes);
    let d = Decoder::read(&mut r, &NoCode, &CleanupQueue::default(), ledger)?;
    let values = r.list(|r| d.value(r))?;
    r.end()?;
    Ok(values)
}
