//! The classes of the language.

/// The class of a value, as `class(x)` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Class {
    Double,
    Single,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Logical,
    Char,
    String,
    Cell,
    Struct,
    FunctionHandle,
    Map,
    Exception,
    Cleanup,
    Object,
    Device,
}

impl Class {
    /// The name `class(x)` gives. [`Class::Object`] values know their own name; see `Value::class_name`.
    pub fn name(self) -> &'static str {
        use Class::*;
        match self {
            Double => "double",
            Single => "single",
            Int8 => "int8",
            Int16 => "int16",
            Int32 => "int32",
            Int64 => "int64",
            Uint8 => "uint8",
            Uint16 => "uint16",
            Uint32 => "uint32",
            Uint64 => "uint64",
            Logical => "logical",
            Char => "char",
            String => "string",
            Cell => "cell",
            Struct => "struct",
            FunctionHandle => "function_handle",
            Map => "containers.Map",
            Exception => "MException",
            Cleanup => "onCleanup",
            Object => "object",
            Device => "gpuArray",
        }
    }

    /// The numeric, logical, char, … class with this name.
    pub fn from_name(name: &str) -> Option<Class> {
        use Class::*;
        Some(match name {
            "double" => Double,
            "single" => Single,
            "int8" => Int8,
            "int16" => Int16,
            "int32" => Int32,
            "int64" => Int64,
            "uint8" => Uint8,
            "uint16" => Uint16,
            "uint32" => Uint32,
            "uint64" => Uint64,
            "logical" => Logical,
            "char" => Char,
            "string" => String,
            "cell" => Cell,
            "struct" => Struct,
            "function_handle" => FunctionHandle,
            _ => return None,
        })
    }

    /// `int8` … `uint64`.
    pub fn is_integer(self) -> bool {
        use Class::*;
        matches!(self, Int8 | Int16 | Int32 | Int64 | Uint8 | Uint16 | Uint32 | Uint64)
    }

    /// `double` or `single`.
    pub fn is_float(self) -> bool {
        matches!(self, Class::Double | Class::Single)
    }

    /// Floating point or integer.
    pub fn is_numeric(self) -> bool {
        self.is_float() || self.is_integer()
    }
}
