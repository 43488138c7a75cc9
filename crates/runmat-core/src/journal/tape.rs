//! The tape of a session: it is written while a run is recorded, and read while one is replayed.

use super::entry::{Begun, Ended, Entry, Scribe, Start, describe_call};
use super::input::Input;
use super::settings::Settings;
use super::words::Word;
use super::{JournalError, header, seal};
use runmat_async::RunLimits;
use runmat_ignition::host::{Denials, Interruption};
use runmat_ignition::vm::Place;
use runmat_ignition::{Machine, Slice};
use runmat_value::ledger::Ledger;
use runmat_value::snapshot::{Reader, Writer};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A tape that runs of one session go by.
pub(crate) struct Tape(Mutex<Side>);

enum Side {
    Records(Record),
    Replays(Replay),
}

#[derive(Default)]
struct Record {
    scribe: Scribe,
    /// The settings were written: it belongs to a session.
    used: bool,
    /// The first bytes were taken.
    opened: bool,
    /// Nothing is written for the moment.
    paused: bool,
    /// Why there can't be a journal.
    broken: Option<String>,
}

struct Replay {
    entries: Vec<Entry>,
    /// The entry that comes next.
    at: usize,
    /// Where the run has left the way of the tape.
    departed: Option<String>,
    /// The host wants no more of it: the run goes its own way to its end.
    given_up: bool,
    /// Has the run end.
    denials: Denials,
    /// The next entry that comes in from outside, if there is one in this run: where it was looked for, and its place.
    ahead: Option<(usize, Option<u64>)>,
}

impl Tape {
    fn side(&self) -> MutexGuard<'_, Side> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An empty one.
    pub(super) fn blank() -> Self {
        Tape(Mutex::new(Side::Records(Record::default())))
    }

    /// One to be replayed; the settings, which come first, have been taken off it.
    pub(super) fn written(entries: Vec<Entry>) -> Self {
        Tape(Mutex::new(Side::Replays(Replay {
            entries,
            at: 0,
            departed: None,
            given_up: false,
            denials: Denials::default(),
            ahead: None,
        })))
    }

    /// What ends the runs of a session whose replay has lost its way.
    pub(crate) fn denials(&self) -> Denials {
        match &*self.side() {
            Side::Records(_) => Denials::default(),
            Side::Replays(r) => r.denials.clone(),
        }
    }

    pub(crate) fn is_replay(&self) -> bool {
        matches!(&*self.side(), Side::Replays(_))
    }

    fn record(&self, f: impl FnOnce(&mut Record)) {
        if let Side::Records(r) = &mut *self.side()
            && !r.paused
            && r.broken.is_none()
        {
            f(r);
        }
    }

    /// Does something with the tape only when it is being replayed.
    fn replay<T>(&self, f: impl FnOnce(&mut Replay) -> T) -> Option<T> {
        match &mut *self.side() {
            Side::Replays(r) => Some(f(r)),
            Side::Records(_) => None,
        }
    }

    /// The session is made.
    pub(crate) fn settings(&self, settings: &Settings) {
        self.record(|r| match std::mem::replace(&mut r.used, true) {
            true => r.broken = Some("two sessions write to it".into()),
            false => r.scribe.settings(settings),
        });
    }

    /// What was written since the last time.
    pub(super) fn take(&self) -> Result<Vec<u8>, JournalError> {
        let Side::Records(r) = &mut *self.side() else { return Ok(Vec::new()) };
        if let Some(why) = &r.broken {
            return Err(JournalError::CannotRecord(why.clone()));
        }
        let mut out = if std::mem::replace(&mut r.opened, true) { Vec::new() } else { header() };
        out.extend(seal(&std::mem::take(&mut r.scribe.out).into_bytes()));
        Ok(out)
    }

    /// Does something of which nothing is written down.
    pub(crate) fn paused<T>(&self, f: impl FnOnce() -> T) -> T {
        let set = |paused: bool| match &mut *self.side() {
            Side::Records(r) => std::mem::replace(&mut r.paused, paused),
            Side::Replays(_) => false,
        };
        let before = set(true);
        let done = f();
        set(before);
        done
    }

    /// What the host says, or has said, to a question.
    pub(super) fn heard<T: Word>(
        &self,
        call: &'static str,
        question: impl FnOnce() -> String,
        live: impl FnOnce() -> T,
    ) -> T {
        if !self.is_replay() {
            let said = live();
            self.record(|r| {
                let mut out = Writer::new();
                said.write(&mut out);
                r.scribe.heard(call, &question(), &out.into_bytes());
            });
            return said;
        }
        let question = question();
        self.replay(|r| r.say(call, &question)).flatten().unwrap_or_else(T::nothing)
    }

    /// Whether the run is stopped here.
    pub(super) fn interruption(&self, work: u64, seen: Option<Interruption>) -> Option<Interruption> {
        match &mut *self.side() {
            Side::Records(r) => {
                if let Some(why) = seen {
                    r.scribe.interrupted(work, why);
                }
                seen
            }
            Side::Replays(r) => r.interruption(work, seen),
        }
    }

    /// Something comes in while the machine stands where it does.
    pub(crate) fn tell(&self, machine: &Machine, input: &Input) {
        let place = machine.place();
        self.record(|r| match input.write() {
            Ok(bytes) => r.scribe.told(place, &bytes),
            Err(e) => r.broken = Some(e.to_string()),
        });
    }

    /// What has come in at this place, if that is what comes next.
    pub(crate) fn told(&self, place: Place, ledger: &Ledger) -> Option<Input> {
        self.replay(|r| r.told(Some(place), ledger)).flatten()
    }

    /// Whether something comes in at this place.
    pub(crate) fn tells(&self, place: Place) -> bool {
        let tells = self.replay(|r| matches!(r.next(), Some(Entry::Told { place: at, .. }) if *at == place));
        tells.unwrap_or(false)
    }

    /// What has come in before a program is begun.
    pub(crate) fn told_before(&self, ledger: &Ledger) -> Option<Input> {
        self.replay(|r| r.told(None, ledger)).flatten()
    }

    /// Begins a run. In a replay, with the limits it had then; `None` when another one comes next.
    pub(crate) fn begin(&self, start: Start, limits: RunLimits, slice: Slice) -> Option<Begun> {
        let begun = Begun { start, limits, slice };
        match &mut *self.side() {
            Side::Records(r) => {
                r.scribe.begun(&begun);
                Some(begun)
            }
            Side::Replays(r) => r.begin(&begun),
        }
    }

    /// A program was begun whose arguments can't be written down.
    pub(crate) fn breaks(&self, why: impl ToString) {
        self.record(|r| r.broken = Some(why.to_string()));
    }

    /// Ends a run. In a replay, whether it has ended as it did then.
    pub(crate) fn end(&self, ended: &Ended) -> bool {
        match &mut *self.side() {
            Side::Records(r) => {
                r.scribe.ended(ended);
                true
            }
            Side::Replays(r) => r.end(ended),
        }
    }

    /// Where the machine has to look out for the tape next.
    pub(crate) fn next_stop(&self) -> Option<u64> {
        self.replay(Replay::next_stop).flatten()
    }

    /// How far it has been replayed.
    pub(crate) fn position(&self) -> usize {
        self.replay(|r| r.at).unwrap_or(0)
    }

    /// Where the run has left the tape's way, if it has.
    pub(crate) fn departure(&self) -> Option<String> {
        self.replay(|r| r.departed.clone()).flatten()
    }

    /// The run goes on in a way that the tape does not know.
    pub(crate) fn depart(&self, wants: &str) {
        self.replay(|r| r.depart(wants));
    }

    /// The host ends the replay.
    pub(crate) fn give_up(&self) {
        self.replay(|r| r.given_up = true);
    }
}

impl Replay {
    fn next(&self) -> Option<&Entry> {
        if self.is_lost() { None } else { self.entries.get(self.at) }
    }

    fn is_lost(&self) -> bool {
        self.given_up || self.departed.is_some()
    }

    fn depart(&mut self, wants: &str) {
        if self.is_lost() {
            return;
        }
        let has = self.entries.get(self.at).map_or("ends there".into(), |e| format!("has {}", e.describe()));
        self.departed = Some(format!("at entry {} the journal {has}, the run {wants}", self.at + 1));
        self.denials.stop();
    }

    fn say<T: Word>(&mut self, call: &str, question: &str) -> Option<T> {
        let answer = match self.next() {
            Some(Entry::Heard { call: c, question: q, answer })
                if **c == *call.as_bytes() && **q == *question.as_bytes() =>
            {
                Some(answer.clone())
            }
            _ => None,
        };
        let said = answer.and_then(|answer| {
            let mut r = Reader::new(&answer);
            let said = T::read(&mut r).ok()?;
            r.end().ok().map(|()| said)
        });
        match said {
            Some(_) => self.at += 1,
            None => self.depart(&format!("wants {}", describe_call(call, question))),
        }
        said
    }

    fn interruption(&mut self, work: u64, seen: Option<Interruption>) -> Option<Interruption> {
        if seen == Some(Interruption::Cancelled) {
            // The host gives the replay up.
            self.given_up = true;
            return seen;
        }
        if self.departed.is_some() {
            return Some(Interruption::Cancelled);
        }
        match self.next() {
            Some(&Entry::Interrupted { work: at, why }) if at == work => {
                self.at += 1;
                Some(why)
            }
            _ => None,
        }
    }

    /// What has come in next, at a place or wherever that was.
    fn told(&mut self, place: Option<Place>, ledger: &Ledger) -> Option<Input> {
        let input = match self.next() {
            Some(Entry::Told { place: at, input }) if place.is_none_or(|p| p == *at) => input.clone(),
            _ => return None,
        };
        match Input::read(&input, ledger) {
            Ok(input) => {
                self.at += 1;
                Some(input)
            }
            Err(_) => {
                self.depart("can't read that");
                None
            }
        }
    }

    fn begin(&mut self, begun: &Begun) -> Option<Begun> {
        let same = |b: &Begun| match (&b.start, &begun.start) {
            // The file may lie elsewhere.
            (Start::Program { text: a, args: x, .. }, Start::Program { text: b, args: y, .. }) => a == b && x == y,
            (a, b) => a == b,
        };
        match self.next() {
            Some(Entry::Begun(b)) if same(b) => {
                let told = (**b).clone();
                self.at += 1;
                Some(told)
            }
            Some(Entry::Begun(_)) => {
                self.depart("begins another one, or with other arguments");
                None
            }
            _ => {
                self.depart("begins a program");
                None
            }
        }
    }

    fn end(&mut self, ended: &Ended) -> bool {
        match self.next() {
            Some(Entry::Ended(e)) if **e == *ended => {
                self.at += 1;
                return true;
            }
            Some(Entry::Ended(e)) if e.end == ended.end && e.work == ended.work => {
                self.depart("has printed something else")
            }
            _ => self.depart(&format!("comes to {}", Entry::Ended(Box::new(ended.clone())).describe())),
        }
        false
    }

    fn next_stop(&mut self) -> Option<u64> {
        let known = self.ahead.filter(|(from, _)| *from >= self.at);
        if let Some((_, stop)) = known {
            return stop;
        }
        let found = self.entries[self.at..].iter().enumerate().find_map(|(k, e)| match e {
            Entry::Told { place, .. } => Some((self.at + k, Some(place.work))),
            Entry::Ended(_) | Entry::Begun(_) => Some((self.at + k, None)),
            _ => None,
        });
        let found = found.unwrap_or((self.entries.len(), None));
        self.ahead = Some(found);
        found.1
    }
}

/// Sums over what a run prints.
#[derive(Default)]
pub(crate) struct Sums([crc32fast::Hasher; 2]);

impl Sums {
    pub(crate) fn add(&mut self, stream: crate::output::Stream, bytes: &[u8]) {
        let k = usize::from(stream == crate::output::Stream::Err);
        self.0[k].update(bytes);
    }

    pub(crate) fn finish(&self) -> [u32; 2] {
        [0, 1].map(|k| self.0[k].clone().finalize())
    }
}

/// What a session does with a tape, if it has one.
pub(crate) type MaybeTape = Option<Arc<Tape>>;
