//! Functions that the host provides: asynchronous Rust, called like any other function.
//!
//! ```
//! use runmat_core::{HostFunction, RunMatSession};
//!
//! let session = RunMatSession::new();
//! session.register(
//!     HostFunction::new("temperature", |city: String| async move {
//!         if city == "Oslo" { Ok(4.5) } else { Err("there is no such city".into()) }
//!     })
//!     .doc("t = temperature(city): degrees Celsius now.")
//!     .fuel(1000),
//! );
//! let result = session.execute_blocking("fprintf('%.1f', temperature('Oslo'))")?;
//! assert_eq!(result.printed.text(), "4.5");
//! # Ok::<(), runmat_core::RunMatError>(())
//! ```

use runmat_ignition::MANY;
use runmat_ignition::builtin::Values;
use runmat_ignition::host::EffectKind;
use runmat_ignition::vm::functions::HostRow;
use runmat_value::{Error, Value};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// Why a function of the host has failed: the error that the program sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostFailure {
    /// `area:what`, or empty.
    pub identifier: String,
    /// For people.
    pub message: String,
}

impl HostFailure {
    /// With an identifier.
    pub fn new(identifier: impl Into<String>, message: impl Into<String>) -> Self {
        HostFailure { identifier: identifier.into(), message: message.into() }
    }
}

impl From<&str> for HostFailure {
    fn from(message: &str) -> Self {
        HostFailure::new("", message)
    }
}

impl From<String> for HostFailure {
    fn from(message: String) -> Self {
        HostFailure::new("", message)
    }
}

impl From<HostFailure> for Error {
    fn from(e: HostFailure) -> Self {
        Error::new(&e.identifier, &e.message)
    }
}

/// Results under way.
pub(crate) type Answer = Pin<Box<dyn Future<Output = Result<Values, HostFailure>> + Send>>;
pub(crate) type Body = dyn Fn(Vec<Value>, usize) -> Answer + Send + Sync;

/// A function that the host provides: see [`RunMatSession::register`](crate::RunMatSession::register).
#[derive(Clone)]
pub struct HostFunction {
    pub(crate) name: String,
    pub(crate) row: HostRow,
    pub(crate) body: Arc<Body>,
}

impl HostFunction {
    /// A function with typed arguments and results: `body` is an async closure of up to four arguments that implement
    /// [`FromValue`], and gives something that implements [`IntoResults`].
    pub fn new<A, F: HostBody<A>>(name: impl Into<String>, body: F) -> Self {
        let inputs = (F::INPUTS, F::INPUTS);
        let call = move |args: Vec<Value>, _: usize| body.call(args);
        let row = HostRow { needs: Vec::new(), inputs, outputs: F::OUTPUTS, fuel: 0, doc: String::new() };
        HostFunction { name: name.into(), row, body: Arc::new(call) }
    }

    /// A function of any number of values; it is told how many results are wanted.
    pub fn variadic<F, Fut>(name: impl Into<String>, body: F) -> Self
    where
        F: Fn(Vec<Value>, usize) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Vec<Value>, HostFailure>> + Send + 'static,
    {
        let call = move |args: Vec<Value>, nargout: usize| -> Answer {
            let results = body(args, nargout);
            Box::pin(async move { results.await.map(Values::from_vec) })
        };
        let row = HostRow { needs: Vec::new(), inputs: (0, MANY), outputs: MANY, fuel: 0, doc: String::new() };
        HostFunction { name: name.into(), row, body: Arc::new(call) }
    }

    /// With the text that `help` shows.
    pub fn doc(mut self, text: impl Into<String>) -> Self {
        self.row.doc = text.into();
        self
    }

    /// With an effect that a call has: it is refused where that is not granted. May be said several times.
    pub fn needs(mut self, kind: EffectKind, what: impl Into<String>) -> Self {
        self.row.needs.push((kind, what.into()));
        self
    }

    /// With the cost units that a call is charged.
    pub fn fuel(mut self, units: u64) -> Self {
        self.row.fuel = units;
        self
    }
}

/// What an argument of a function of the host can be.
pub trait FromValue: Sized {
    /// What it is called in errors.
    const WHAT: &'static str;
    /// The value as this type, if it is one.
    fn from_value(v: Value) -> Option<Self>;
}

macro_rules! from_value {
    ($($type:ty, $what:literal, $convert:expr;)*) => {
        $(impl FromValue for $type {
            const WHAT: &'static str = $what;
            fn from_value(v: Value) -> Option<Self> {
                let convert: fn(Value) -> Option<$type> = $convert;
                convert(v)
            }
        })*
    };
}

from_value! {
    Value, "a value", Some;
    f64, "a number", |v| v.as_f64();
    bool, "true or false", |v| v.as_f64().map(|x| x != 0.0);
    String, "text", |v| v.as_text();
    usize, "a whole number that is not negative", |v| v.as_f64().filter(|x| *x >= 0.0 && *x == x.trunc()).map(|x| x as usize);
    i64, "a whole number", |v| v.as_f64().filter(|x| *x == x.trunc()).map(|x| x as i64);
    Vec<f64>, "numbers", |v| runmat_value::convert::to_f64_vec(&v);
}

/// What a function of the host can give.
pub trait IntoResults {
    /// Most results.
    const OUTPUTS: u16;
    /// The results.
    fn into_results(self) -> Values;
}

impl IntoResults for () {
    const OUTPUTS: u16 = 0;
    fn into_results(self) -> Values {
        Values::new()
    }
}

impl IntoResults for Vec<Value> {
    const OUTPUTS: u16 = MANY;
    fn into_results(self) -> Values {
        Values::from_vec(self)
    }
}

macro_rules! one_result {
    ($($type:ty, $convert:expr;)*) => {
        $(impl IntoResults for $type {
            const OUTPUTS: u16 = 1;
            fn into_results(self) -> Values {
                let convert: fn($type) -> Value = $convert;
                runmat_ignition::builtin::one(convert(self))
            }
        })*
    };
}

one_result! {
    Value, |v| v;
    f64, Value::Num;
    bool, Value::Bool;
    usize, |n| Value::Num(n as f64);
    String, |s| Value::text(&s);
    &'static str, Value::text;
    Vec<f64>, Value::row;
}

/// Async closures that can be functions of the host; `A` is the tuple of their arguments.
pub trait HostBody<A>: Send + Sync + 'static {
    /// Number of inputs.
    const INPUTS: u16;
    /// Most outputs.
    const OUTPUTS: u16;
    /// Calls it.
    fn call(&self, args: Vec<Value>) -> Answer;
}

fn wrong<T: FromValue>(position: usize) -> HostFailure {
    HostFailure::new("RunMat:InvalidArgument", format!("Argument {position} is not {}.", T::WHAT))
}

macro_rules! bodies {
    ($($count:literal ($($type:ident $position:literal),*))*) => {
        $(impl<F, Fut, R, $($type),*> HostBody<($($type,)*)> for F
        where
            F: Fn($($type),*) -> Fut + Send + Sync + 'static,
            Fut: Future<Output = Result<R, HostFailure>> + Send + 'static,
            R: IntoResults + 'static,
            $($type: FromValue + Send + 'static,)*
        {
            const INPUTS: u16 = $count;
            const OUTPUTS: u16 = R::OUTPUTS;
            #[allow(unused_mut, unused_variables, non_snake_case)]
            fn call(&self, args: Vec<Value>) -> Answer {
                let mut args = args.into_iter();
                $(let Some($type) = args.next().and_then(<$type>::from_value) else {
                    return Box::pin(std::future::ready(Err(wrong::<$type>($position))));
                };)*
                let results = self($($type),*);
                Box::pin(async move { results.await.map(R::into_results) })
            }
        })*
    };
}

bodies! {
    0 ()
    1 (A 1)
    2 (A 1, B 2)
    3 (A 1, B 2, C 3)
    4 (A 1, B 2, C 3, D 4)
}
