//! Special functions: error functions, gamma and beta functions, integrals, elliptic and Bessel functions.

pub mod bessel;
pub mod beta;
pub mod elliptic;
pub mod error;
pub mod gamma;
pub mod incomplete;
pub mod integrals;
pub mod table;
