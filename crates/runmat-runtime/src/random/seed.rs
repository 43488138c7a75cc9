//! The streams of a session, and how scripts seed, read and restore them.

use super::twister::Twister;
use crate::linalg::operand::real_data;
use runmat_ignition::StatePart;
use runmat_ignition::vm::snapshot::BAD_STATE;
use runmat_ignition::{CallCx, Values, one};
use runmat_value::{Error, NdArray, Result, StructArray, Value};

/// What numbers are drawn for; Octave keeps a stream for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Distribution {
    Uniform,
    Normal,
    Exponential,
    Gamma,
    Poisson,
}

/// Number of distributions.
const KINDS: usize = 5;
/// The seed MATLAB uses when given 0 or none.
const DEFAULT_SEED: u32 = 5489;

/// The random streams of a session.
#[derive(Debug, Clone)]
pub struct Streams {
    /// One for all distributions (MATLAB) or one for each (Octave).
    streams: Vec<Twister>,
    seed: u32,
    shared: bool,
    started: bool,
}

impl Default for Streams {
    fn default() -> Self {
        Streams { streams: vec![Twister::seeded(DEFAULT_SEED)], seed: 0, shared: true, started: false }
    }
}

impl Streams {
    /// The session's streams; Octave's start from the host's entropy.
    pub fn of<'a>(cx: &'a mut CallCx<'_>) -> &'a mut Streams {
        let octave = cx.octave();
        if octave && !cx.session.extensions.get::<Streams>().started {
            let entropy = cx.session.host.entropy();
            let streams = cx.session.extensions.get::<Streams>();
            streams.shared = false;
            streams.streams =
                (0..KINDS as u32).map(|k| Twister::keyed(&[entropy as u32, (entropy >> 32) as u32, k])).collect();
        }
        let streams = cx.session.extensions.get::<Streams>();
        streams.started = true;
        streams
    }

    /// Gives a session on another thread streams of its own, the same ones for the same number.
    pub fn apart(session: &mut runmat_ignition::SessionState, number: u64) {
        let kinds = if session.dialect.is_octave() { KINDS as u32 } else { 1 };
        let twister = |k| Twister::keyed(&[number as u32, (number >> 32) as u32, k, DEFAULT_SEED]);
        let streams = (0..kinds).map(twister).collect();
        *session.extensions.get() = Streams { streams, seed: number as u32, shared: kinds == 1, started: true };
    }

    /// The stream of a distribution.
    pub fn stream(&mut self, of: Distribution) -> &mut Twister {
        let place = if self.shared { 0 } else { of as usize };
        &mut self.streams[place]
    }

    /// All state as plain words.
    pub fn words(&self) -> Vec<u32> {
        let mut words = vec![self.seed, self.shared as u32, self.started as u32];
        words.extend(self.streams.iter().flat_map(Twister::words));
        words
    }

    /// From [`Streams::words`].
    pub fn from_words(words: &[u32]) -> Option<Self> {
        let [seed, shared, started, rest @ ..] = words else { return None };
        let streams = rest.chunks(625).map(Twister::from_words).collect::<Option<Vec<_>>>()?;
        let wanted = if *shared != 0 { 1 } else { KINDS };
        (streams.len() == wanted).then_some(Streams {
            streams,
            seed: *seed,
            shared: *shared != 0,
            started: *started != 0,
        })
    }

    fn restart(&mut self, seed: u32) {
        self.seed = seed;
        for s in &mut self.streams {
            *s = if self.shared {
                Twister::seeded(if seed == 0 { DEFAULT_SEED } else { seed })
            } else {
                Twister::keyed(&[seed])
            };
        }
    }
}

/// For snapshots.
pub const STATE: StatePart = StatePart {
    name: "rand",
    save: |s| {
        let words = s.extensions.get::<Streams>().words();
        Ok(Some(Value::U32s(std::sync::Arc::new(runmat_value::NdArray::row(words)))))
    },
    load: |s, v| {
        let Value::U32s(words) = v else { return Err(BAD_STATE) };
        *s.extensions.get() = Streams::from_words(words.data()).ok_or(BAD_STATE)?;
        Ok(())
    },
};

/// A double as a seed word: finite numbers modulo 2^32, all else 0.
fn word(x: f64) -> u32 {
    if x.is_finite() { x.trunc().rem_euclid(4_294_967_296.0) as u32 } else { 0 }
}

/// `rand("state", x)` and its kin; `None` when the arguments are something else. Seeding has no result.
pub fn keyword(cx: &mut CallCx<'_>, args: &[Value], of: Distribution) -> Result<Option<Values>> {
    let Some(name) = args.first().filter(|a| a.is_char()).and_then(Value::as_text) else { return Ok(None) };
    if !matches!(name.as_str(), "state" | "twister" | "seed") {
        return Ok(None);
    }
    let Some(given) = args.get(1) else {
        let words = Streams::of(cx).stream(of).words();
        let column = words.into_iter().map(|w| w as f64).collect();
        let seed = Streams::of(cx).seed as f64;
        return Ok(Some(one(if name == "seed" { Value::Num(seed) } else { Value::col(column) })));
    };
    if given.is_char() || given.class() == runmat_value::Class::String {
        let entropy = cx.session.host.entropy();
        *Streams::of(cx).stream(of) = Twister::keyed(&[entropy as u32, (entropy >> 32) as u32]);
        return Ok(Some(Values::new()));
    }
    let numbers = real_data(given).ok_or_else(|| super::wrong_text(cx))?;
    let words: Vec<u32> = numbers.iter().take(625).map(|&x| word(x)).collect();
    let octave = cx.octave();
    let stream = Streams::of(cx).stream(of);
    *stream = match Twister::from_words(&words) {
        Some(t) => t,
        None if !octave && words.len() == 1 => Twister::seeded(if words[0] == 0 { DEFAULT_SEED } else { words[0] }),
        None => Twister::keyed(&words),
    };
    Ok(Some(Values::new()))
}

/// `rng`: seeds, reads and restores.
pub fn rng(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let before = (cx.nargout > 0 || args.is_empty()).then(|| settings(cx));
    match args.first() {
        None => {}
        Some(Value::Struct(s)) => {
            let s = s.clone();
            restore(cx, &s)?;
        }
        Some(v) => {
            let seed = seed_of(cx, v)?;
            if let Some(generator) = args.get(1).map(|g| g.as_text().unwrap_or_default()) {
                check_generator(cx, &generator)?;
            }
            Streams::of(cx).restart(seed);
        }
    }
    Ok(before.map(one).unwrap_or_default())
}

fn seed_of(cx: &mut CallCx<'_>, v: &Value) -> Result<u32> {
    if let Some(text) = v.as_text() {
        return match text.as_str() {
            "default" => Ok(if cx.octave() { 5489 } else { 0 }),
            "shuffle" => {
                let entropy = cx.session.host.entropy();
                Ok((entropy ^ (entropy >> 32)) as u32)
            }
            _ => Err(bad_seed(cx)),
        };
    }
    match v.as_f64() {
        Some(x) if (0.0..4_294_967_296.0).contains(&x) && x == x.trunc() => Ok(x as u32),
        _ => Err(bad_seed(cx)),
    }
}

fn bad_seed(cx: &CallCx<'_>) -> Error {
    if cx.octave() {
        cx.invalid_call()
    } else {
        Error::new(
            "MATLAB:rng:badSettings",
            "First input must be a nonnegative integer seed less than 2^32, 'shuffle', 'default', or generator settings captured previously using S = RNG.",
        )
    }
}

fn check_generator(cx: &CallCx<'_>, name: &str) -> Result<()> {
    if matches!(name, "twister" | "default") {
        return Ok(());
    }
    let others = ["simdTwister", "combRecursive", "philox", "threefry", "multFibonacci", "v4", "v5uniform", "v5normal"];
    if others.contains(&name) && !cx.octave() {
        let text = format!("The generator '{name}' is not available. The one there is, is 'twister'.");
        return Err(Error::new("MATLAB:rng:unsupportedGenerator", text));
    }
    Err(if cx.octave() {
        Error::msg(format!("rng: the input GENERATOR must be one of \"twister\"; got \"{name}\""))
    } else {
        Error::new("MATLAB:rng:badSecondOpt", "Second input must be a generator name.")
    })
}

/// The struct `s = rng` gives.
fn settings(cx: &mut CallCx<'_>) -> Value {
    let octave = cx.octave();
    let name = cx.text("twister");
    let streams = Streams::of(cx);
    let column = |t: &Twister| Value::from(NdArray::col(t.words()));
    let (seed, state) = if octave {
        (Value::Num(streams.seed as f64), Value::cell_row(streams.streams.iter().map(column).collect()))
    } else {
        (Value::U32(streams.seed), column(&streams.streams[0]))
    };
    StructArray::from_fields([("Type", name), ("Seed", seed), ("State", state)]).into()
}

fn restore(cx: &mut CallCx<'_>, s: &StructArray) -> Result<()> {
    let bad = bad_seed(cx);
    let read = |v: &Value| {
        let words: Vec<u32> = real_data(v)?.into_iter().map(word).collect();
        Twister::from_words(&words)
    };
    let state = s.field("State").ok_or_else(|| bad.clone())?;
    let streams: Vec<Twister> = match state {
        Value::Cell(c) => c.data().iter().map(read).collect::<Option<_>>(),
        v => read(v).map(|t| vec![t]),
    }
    .ok_or_else(|| bad.clone())?;
    let own = Streams::of(cx);
    if streams.len() != own.streams.len() {
        return Err(bad);
    }
    own.streams = streams;
    own.seed = s.field("Seed").and_then(Value::as_f64).map_or(0, word);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip() {
        let mut s = Streams::default();
        s.restart(9);
        s.stream(Distribution::Normal).next_u32();
        let mut t = Streams::from_words(&s.words()).unwrap();
        assert_eq!(s.stream(Distribution::Uniform).next_u64(), t.stream(Distribution::Uniform).next_u64());
        assert!(Streams::from_words(&[1]).is_none());
    }
}
