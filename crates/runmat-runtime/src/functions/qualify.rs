//! Qualifications of function-based tests: `verifyEqual`, `assertTrue` and their kin, in four kinds each. What they
//! require is written in the language (`library/testing`).

use runmat_ignition::{Builtin, CallCx, MANY, Outcome};
use runmat_value::{Error, Result, Value};

/// What the names begin with: what happens when the requirement is not met.
const KINDS: [&str; 4] = ["verify", "assume", "assert", "fatalAssert"];

macro_rules! qualifications {
    ($($what:literal)*) => {
        /// A row for each kind of each requirement.
        pub const TABLE: &[Builtin] = &[$(
            row(concat!("verify", $what), concat!("verify", $what, "(testCase, ...): reports when it does not hold; the test goes on.")),
            row(concat!("assume", $what), concat!("assume", $what, "(testCase, ...): leaves the test out when it does not hold.")),
            row(concat!("assert", $what), concat!("assert", $what, "(testCase, ...): reports when it does not hold, and ends the test.")),
            row(concat!("fatalAssert", $what), concat!("fatalAssert", $what, "(testCase, ...): reports when it does not hold, and ends all tests.")),
        )*];
    };
}

qualifications! {
    "True" "False" "Equal" "NotEqual" "Empty" "NotEmpty" "Size" "Length" "NumElements" "Class" "InstanceOf"
    "GreaterThan" "GreaterThanOrEqual" "LessThan" "LessThanOrEqual" "Matches" "Substring" "ReturnsTrue"
    "SameHandle" "NotSameHandle" "Error" "Warning" "WarningFree" "Fail"
}

const fn row(name: &'static str, doc: &'static str) -> Builtin {
    Builtin::steps(name, (1, MANY), 0, qualify, |_, r| r.input.map(Outcome::Done)).doc(doc)
}

fn qualify(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let parts = KINDS.iter().find_map(|kind| Some((*kind, cx.name.strip_prefix(kind)?)));
    let (kind, what) = parts.ok_or_else(|| Error::internal("a qualification of no kind"))?;
    let mut all = vec![Value::text(kind), Value::text(what)];
    all.extend(args.iter_mut().map(Value::take));
    Ok(Outcome::TailCall { function: Value::text("__qualify__"), args: all })
}
