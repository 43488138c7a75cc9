//! Computations that have not been made: what is to be done for each element.

use super::array::{Array, stored};
use runmat_value::Result;
use runmat_value::device::kernel::{Bin, Lane, Scalar, Un};
use std::sync::Arc;

/// A step, with those it needs.
#[derive(Debug)]
pub struct Term {
    /// What is done.
    pub operation: Operation,
    /// How its value is stored.
    pub lane: Lane,
    /// Steps to it.
    pub size: u32,
    /// Arrays that it reads.
    pub leaves: u32,
}

/// What is done for an element.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum Operation {
    Array(Array),
    Scalar(Scalar),
    Place,
    Un(Un, Arc<Term>),
    Bin(Bin, Arc<Term>, Arc<Term>),
    Select(Arc<Term>, Arc<Term>, Arc<Term>),
    Cast(Arc<Term>),
    Fault(Arc<Term>, Arc<Term>, u8),
    Random(bool, Arc<Term>, Arc<Term>),
}

fn made(operation: Operation, lane: Lane, of: &[&Arc<Term>]) -> Arc<Term> {
    let size = of.iter().fold(1u32, |n, t| n.saturating_add(t.size));
    let leaves = of.iter().fold(0u32, |n, t| n.saturating_add(t.leaves));
    Arc::new(Term { operation, lane, size, leaves })
}

/// The elements of an array.
pub fn leaf(d: &Array) -> Result<Arc<Term>> {
    let s = stored(d)?;
    let (size, leaves) = s.term().map_or((1, 1), |t| (t.size, t.leaves));
    Ok(Arc::new(Term { operation: Operation::Array(d.clone()), lane: s.lane, size, leaves }))
}

/// The same number for each.
pub fn scalar(s: Scalar) -> Arc<Term> {
    made(Operation::Scalar(s), s.lane(), &[])
}

/// A number of a lane, as near as it comes.
pub fn number(lane: Lane, x: f64) -> Arc<Term> {
    scalar(match lane {
        Lane::F32 => Scalar::F32(x as f32),
        Lane::F64 => Scalar::F64(x),
        Lane::I32 => Scalar::I32(x as i32),
        Lane::U32 => Scalar::U32(x as u32),
    })
}

/// The number of the element, from 0.
pub fn place() -> Arc<Term> {
    made(Operation::Place, Lane::U32, &[])
}

/// A function of one.
pub fn un(f: Un, a: &Arc<Term>) -> Arc<Term> {
    let lane = if matches!(f, Un::Not | Un::IsNan | Un::IsInf | Un::IsFinite) { Lane::U32 } else { a.lane };
    made(Operation::Un(f, a.clone()), lane, &[a])
}

/// A function of two of the same lane.
pub fn bin(f: Bin, a: &Arc<Term>, b: &Arc<Term>) -> Arc<Term> {
    debug_assert_eq!(a.lane, b.lane);
    made(Operation::Bin(f, a.clone(), b.clone()), if f.is_truth() { Lane::U32 } else { a.lane }, &[a, b])
}

/// The second where the first is not 0, else the third.
pub fn select(c: &Arc<Term>, a: &Arc<Term>, b: &Arc<Term>) -> Arc<Term> {
    made(Operation::Select(c.clone(), a.clone(), b.clone()), a.lane, &[c, a, b])
}

/// The same number in another lane.
pub fn cast(lane: Lane, a: &Arc<Term>) -> Arc<Term> {
    match (&a.operation, lane) {
        _ if a.lane == lane => a.clone(),
        (Operation::Scalar(Scalar::F64(x)), Lane::F32) => number(lane, *x),
        (Operation::Scalar(Scalar::F32(x)), Lane::F64) => number(lane, f64::from(*x)),
        (Operation::Scalar(Scalar::I32(x)), Lane::F32 | Lane::F64) => number(lane, f64::from(*x)),
        (Operation::Scalar(Scalar::U32(x)), Lane::F32 | Lane::F64) => number(lane, f64::from(*x)),
        _ => made(Operation::Cast(a.clone()), lane, &[a]),
    }
}

/// The first; a fault where the second is not 0.
pub fn fault(a: &Arc<Term>, wrong: &Arc<Term>, code: u8) -> Arc<Term> {
    made(Operation::Fault(a.clone(), wrong.clone(), code), a.lane, &[a, wrong])
}

/// A random number by the number of the element.
pub fn random(normal: bool, key: u32, stream: u32) -> Arc<Term> {
    let (a, b) = (scalar(Scalar::U32(key)), scalar(Scalar::U32(stream)));
    let operation = Operation::Random(normal, a.clone(), b.clone());
    made(operation, Lane::F32, &[&a, &b])
}
