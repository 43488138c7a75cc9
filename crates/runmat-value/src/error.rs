//! Errors of the language: an enum of what went wrong; identifier and text follow from the dialect.

use crate::dims::Dims;
use crate::exception::{Exception, StackFrame};
use crate::structs::Name;
use runmat_syntax::Dialect;
use std::sync::Arc;

/// A failure. One pointer wide, so results stay small.
#[derive(Debug, Clone)]
pub struct Error(Box<ErrorData>);

#[derive(Debug, Clone)]
struct ErrorData {
    kind: ErrorKind,
    stack: Vec<StackFrame>,
    causes: Vec<Arc<Exception>>,
    function: Option<Name>,
    place: Option<(usize, usize)>,
    captured: Option<Vec<u8>>,
    /// The variable of an index error has the name of a function.
    shadows: bool,
    /// How the builtin is called, a form a line.
    usage: Option<Name>,
}

/// The result of anything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum ErrorKind {
    /// Raised with its own identifier (maybe empty) and message.
    Custom { identifier: Name, message: Name },
    /// A name that is neither variable nor function; `argument_class` when it was called with arguments.
    Undefined { name: Name, argument_class: Option<String> },
    /// More inputs than a function takes. `user`: written in the language.
    TooManyInputs { function: Name, user: bool },
    /// Fewer inputs than a builtin needs.
    NotEnoughInputs { function: Name },
    /// More outputs than a function has.
    TooManyOutputs { function: Name, user: bool },
    /// An output was never set.
    UnassignedOutput { function: Name, output: Name },
    /// An index past the end. `position` is 1-based; `count` is the number of subscripts written.
    IndexOutOfBound { name: Option<Name>, position: usize, count: usize, index: usize, dims: Dims },
    /// A subscript that is no positive integer.
    BadIndex { name: Option<Name>, position: usize, count: usize, value: f64 },
    /// A value that can't be a subscript at all; class, then Octave's type name.
    BadIndexClass { name: Option<Name>, class: String, type_name: &'static str, position: usize, count: usize },
    /// A logical mask with a true past the end.
    MaskOutOfBound { name: Option<Name>, position: usize, count: usize, index: usize, dims: Dims },
    /// Elementwise operands of sizes that do not broadcast.
    SizeMismatch { operator: Name, left: Dims, right: Dims },
    /// Operands of `*`, `\`, `/` that do not fit.
    InnerDimensions { operator: Name, left: Dims, right: Dims },
    /// `[a, b]`.
    HorizontalMismatch { left: Dims, right: Dims },
    /// `[a; b]`.
    VerticalMismatch { left: Dims, right: Dims },
    /// `x(i, j) = v` with other numbers of elements. `linear`: one subscript.
    AssignMismatch { left: Dims, right: Dims, linear: bool },
    /// Growing a matrix by one subscript.
    ResizeAmbiguous { dims: Dims, index: usize },
    /// Deleting past the end. `linear`: one subscript.
    DeleteOutOfBound { index: usize, bound: usize, linear: bool },
    /// Deleting with more than one non-colon subscript.
    DeleteAmbiguous,
    /// Reading a field that is not there.
    UnknownField { name: Name },
    /// `x{…}` of something without braces; `type_name` as Octave names the representation.
    BraceRead { class: String, type_name: &'static str },
    /// `x.f` of something without fields.
    DotRead { class: String, type_name: &'static str },
    /// `x{…} = v` on something without braces.
    BraceWrite { class: String, type_name: &'static str },
    /// `x.f = v` on something without fields.
    DotWrite { class: String, type_name: &'static str },
    /// `x(i).f = v` on something without fields.
    ElementDotWrite { class: String, type_name: &'static str },
    /// `x(i) = v` where `x` can't hold a `v`; classes, then Octave's type names.
    AssignClass { from: String, to: String, from_type: &'static str, to_type: &'static str },
    /// `c{:} = v` with more or fewer than one place.
    AssignList { count: usize },
    /// A key that is not in a map.
    MapNoKey { key: Name },
    /// A key of the wrong class for a map.
    MapKeyClass,
    /// A value of the wrong class for a map.
    MapValueClass,
    /// More than one subscript or a further step behind `m(key)`.
    MapOneLevel,
    /// A property a map does not have.
    MapProperty { name: Name },
    /// Parts given to `cat` that do not fit.
    CatMismatch,
    /// Rows of a cell literal of different lengths.
    CellRowMismatch,
    /// `s.f = v` on a struct array.
    ScalarStructRequired,
    /// Structs with other fields put together.
    FieldsDiffer { assignment: bool },
    /// A comma list where one value is needed.
    ListAsValue { count: usize },
    /// A binary operator that is not defined for these operands; class, then Octave's type name.
    BinaryUndefined {
        operator: Name,
        left: String,
        right: String,
        left_type: &'static str,
        right_type: &'static str,
        offender: String,
    },
    /// A unary operator that is not defined for the operand.
    UnaryUndefined { operator: Name, class: String, type_name: &'static str },
    /// The transpose of an array with more than two dimensions.
    TransposeNd,
    /// Integers of two classes in one operation.
    MixedIntegers { operator: Name, left_type: &'static str, right_type: &'static str },
    /// A value of one class can't become another.
    Conversion { from: String, to: String },
    /// A size so large that it can't be held.
    TooLarge { dims: Dims, bytes: u128 },
    /// The run was cancelled by its host. Scripts can't catch it.
    Cancelled,
    /// The fuel is used up. Scripts can't catch it.
    FuelExhausted,
    /// The deadline has passed. Scripts can't catch it.
    TimeLimit,
    /// The values of the run hold more memory than allowed. Scripts can't catch it.
    MemoryLimit { limit: u64 },
    /// More output than allowed. Scripts can't catch it.
    OutputLimit { limit: u64 },
    /// The run has more files open than it may.
    OpenFilesLimit { limit: u32 },
    /// Calls nested too deeply.
    DepthLimit { limit: usize },
    /// `exit`, `quit`: ends the run with this status. Scripts can't catch it.
    Exit { status: i32 },
    /// A bug of the engine, confined to its run.
    Internal { message: String },
}

impl Error {
    /// An error of this kind, without a stack yet.
    pub fn of(kind: ErrorKind) -> Self {
        Error(Box::new(ErrorData {
            kind,
            stack: Vec::new(),
            causes: Vec::new(),
            function: None,
            captured: None,
            place: None,
            shadows: false,
            usage: None,
        }))
    }

    /// An error with identifier (may be empty) and message.
    #[cold]
    pub fn new(identifier: &str, message: impl AsRef<str>) -> Self {
        Error::of(ErrorKind::Custom { identifier: Name::from(identifier), message: Name::from(message.as_ref()) })
    }

    /// An error with a message only.
    #[cold]
    pub fn msg(message: impl AsRef<str>) -> Self {
        Error::new("", message)
    }

    /// A bug of the engine.
    #[cold]
    pub fn internal(message: impl Into<String>) -> Self {
        Error::of(ErrorKind::Internal { message: message.into() })
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// Mutable kind, for adding what is known further up (a variable's name).
    pub fn kind_mut(&mut self) -> &mut ErrorKind {
        &mut self.0.kind
    }

    /// The frames it passed, innermost first.
    pub fn stack(&self) -> &[StackFrame] {
        &self.0.stack
    }

    /// The frames, mutable.
    pub fn stack_mut(&mut self) -> &mut Vec<StackFrame> {
        &mut self.0.stack
    }

    /// Causes attached with `addCause`.
    pub fn causes_mut(&mut self) -> &mut Vec<Arc<Exception>> {
        &mut self.0.causes
    }

    /// Causes.
    pub fn causes(&self) -> &[Arc<Exception>] {
        &self.0.causes
    }

    /// Notes line and column of an undefined name or output, which Octave tells.
    pub fn set_place(&mut self, line: usize, column: usize) {
        if matches!(self.0.kind, ErrorKind::Undefined { .. } | ErrorKind::UnassignedOutput { .. }) {
            self.0.place.get_or_insert((line, column));
        }
    }

    /// Notes that the variable of an index error has the name of a function, which Octave tells.
    pub fn set_shadows(&mut self) {
        self.0.shadows = true;
    }

    /// What had been printed under a capture (`evalc`) before it failed.
    pub fn captured(&self) -> Option<&[u8]> {
        self.0.captured.as_deref()
    }

    /// Keeps what had been printed under a capture.
    pub fn set_captured(&mut self, text: Vec<u8>) {
        self.0.captured = Some(text);
    }

    /// The builtin or operator that failed, for `Error using …`.
    pub fn function(&self) -> Option<&Name> {
        self.0.function.as_ref()
    }

    /// Tells how a builtin is called, where it was called wrongly; `forms` are looked up then only.
    pub fn with_usage(mut self, forms: impl FnOnce() -> Option<String>) -> Self {
        if matches!(self.0.kind, ErrorKind::NotEnoughInputs { .. } | ErrorKind::TooManyInputs { user: false, .. })
            && self.0.usage.is_none()
        {
            self.0.usage = forms().map(|f| Name::from(f.as_str()));
        }
        self
    }

    /// Names the failing builtin unless one is named already.
    pub fn in_function(mut self, name: &str) -> Self {
        self.0.function.get_or_insert_with(|| Name::from(name));
        self
    }

    /// Adds the variable's name to an index error that has none.
    pub fn with_variable(mut self, variable: &str) -> Self {
        if let ErrorKind::IndexOutOfBound { name, .. }
        | ErrorKind::BadIndex { name, .. }
        | ErrorKind::BadIndexClass { name, .. }
        | ErrorKind::MaskOutOfBound { name, .. } = &mut self.0.kind
        {
            name.get_or_insert_with(|| Name::from(variable));
        }
        self
    }

    /// Whether `try` must let it pass: cancellation, limits, `exit`.
    pub fn is_uncatchable(&self) -> bool {
        use ErrorKind::*;
        matches!(
            self.0.kind,
            Cancelled
                | FuelExhausted
                | TimeLimit
                | MemoryLimit { .. }
                | OutputLimit { .. }
                | OpenFilesLimit { .. }
                | Exit { .. }
        )
    }

    /// The exception a `catch` variable holds.
    pub fn to_exception(&self, dialect: Dialect) -> Exception {
        Exception {
            identifier: Name::from(self.identifier(dialect).as_str()),
            message: Name::from(self.message(dialect).as_str()),
            stack: self.0.stack.clone(),
            causes: self.0.causes.clone(),
            extra: None,
        }
    }

    /// The error that `rethrow` raises again, its stack kept.
    pub fn from_exception(e: &Exception) -> Self {
        let mut error = Error::of(ErrorKind::Custom { identifier: e.identifier.clone(), message: e.message.clone() });
        error.0.stack = e.stack.clone();
        error.0.causes = e.causes.clone();
        error
    }

    /// `a:b`, or empty.
    pub fn identifier(&self, dialect: Dialect) -> String {
        match &self.0.kind {
            ErrorKind::Custom { identifier, .. } => identifier.to_string(),
            kind => identifier(kind, dialect).to_string(),
        }
    }

    /// The text, as the dialect words it.
    pub fn message(&self, dialect: Dialect) -> String {
        match (&self.0.kind, dialect) {
            (ErrorKind::Custom { message, .. }, _) => message.to_string(),
            (kind, Dialect::Matlab) => matlab_message(kind),
            (kind, Dialect::Octave) if self.0.usage.is_some() => {
                let forms = self.0.usage.as_deref().unwrap_or_default();
                let forms: Vec<String> = forms.lines().map(|form| format!(" -- {form}")).collect();
                format!("{}.  Correct usage is:\n\n{}", octave_message(kind), forms.join("\n"))
            }
            (kind, Dialect::Octave) => match self.0.place {
                Some((line, column)) => format!("{} near line {line}, column {column}", octave_message(kind)),
                None => match shadowing_name(kind).filter(|_| self.0.shadows) {
                    Some(name) => format!("{} (note: variable '{name}' shadows function)", octave_message(kind)),
                    None => octave_message(kind),
                },
            },
        }
    }
}

impl From<ErrorKind> for Error {
    #[cold]
    fn from(kind: ErrorKind) -> Self {
        Error::of(kind)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(Dialect::Matlab))
    }
}

impl std::error::Error for Error {}

/// The variable of an index error.
fn shadowing_name(kind: &ErrorKind) -> Option<&Name> {
    use ErrorKind::*;
    match kind {
        IndexOutOfBound { name, .. }
        | BadIndex { name, .. }
        | BadIndexClass { name, .. }
        | MaskOutOfBound { name, .. } => name.as_ref(),
        _ => None,
    }
}

fn identifier(kind: &ErrorKind, dialect: Dialect) -> &'static str {
    use ErrorKind::*;
    let (matlab, octave) = match kind {
        Custom { .. } => ("", ""),
        Undefined { .. } => ("MATLAB:UndefinedFunction", "Octave:undefined-function"),
        TooManyInputs { user: true, .. } => ("MATLAB:TooManyInputs", "Octave:invalid-fun-call"),
        TooManyInputs { user: false, .. } => ("MATLAB:maxrhs", "Octave:invalid-fun-call"),
        NotEnoughInputs { .. } => ("MATLAB:minrhs", "Octave:invalid-fun-call"),
        TooManyOutputs { user: true, .. } => ("MATLAB:TooManyOutputs", "Octave:invalid-fun-call"),
        TooManyOutputs { user: false, .. } => ("MATLAB:maxlhs", "Octave:invalid-fun-call"),
        UnassignedOutput { .. } => ("MATLAB:unassignedOutputs", "Octave:undefined-function"),
        IndexOutOfBound { .. } | MaskOutOfBound { .. } => ("MATLAB:badsubscript", "Octave:index-out-of-bounds"),
        BadIndex { .. } => ("MATLAB:badsubscript", "Octave:invalid-index"),
        BadIndexClass { .. } => ("MATLAB:badsubscript", "Octave:invalid-index"),
        SizeMismatch { .. } => ("MATLAB:sizeDimensionsMustMatch", "Octave:nonconformant-args"),
        InnerDimensions { operator, .. } if &**operator == "*" => ("MATLAB:innerdim", "Octave:nonconformant-args"),
        InnerDimensions { .. } => ("MATLAB:dimagree", "Octave:nonconformant-args"),
        HorizontalMismatch { .. } | VerticalMismatch { .. } | CatMismatch | CellRowMismatch => {
            ("MATLAB:catenate:dimensionMismatch", "")
        }
        AssignMismatch { linear: true, .. } => {
            ("MATLAB:matrix:singleSubscriptNumelMismatch", "Octave:nonconformant-args")
        }
        AssignMismatch { .. } => ("MATLAB:subsassigndimmismatch", "Octave:nonconformant-args"),
        ResizeAmbiguous { .. } => ("MATLAB:matrix:resizeAmbiguous", "Octave:invalid-resize"),
        DeleteOutOfBound { .. } => ("MATLAB:subsdeldimmismatch", "Octave:index-out-of-bounds"),
        DeleteAmbiguous => ("MATLAB:subsdeldimmismatch", ""),
        AssignClass { .. } => ("MATLAB:UnableToConvert", ""),
        AssignList { .. } => ("MATLAB:needMoreRhsOutputs", ""),
        MapNoKey { .. } => ("MATLAB:Containers:Map:NoKey", ""),
        MapKeyClass | MapValueClass => ("MATLAB:Containers:TypeMismatch", ""),
        MapOneLevel => ("MATLAB:Containers:Map:NotAllowed", ""),
        MapProperty { .. } => ("MATLAB:noSuchMethodOrField", ""),
        UnknownField { .. } => ("MATLAB:nonExistentField", "Octave:invalid-indexing"),
        BraceRead { .. } => ("MATLAB:cellRefFromNonCell", ""),
        DotRead { .. } => ("MATLAB:structRefFromNonStruct", ""),
        BraceWrite { .. } => ("MATLAB:cellAssToNonCell", ""),
        DotWrite { .. } | ElementDotWrite { .. } => ("MATLAB:structAssToNonStruct", ""),
        ScalarStructRequired => ("MATLAB:structAssToNonScalarStruct", ""),
        FieldsDiffer { assignment: true } => ("MATLAB:heterogeneousStrucAssignment", ""),
        FieldsDiffer { assignment: false } => ("MATLAB:heterogenousStructures", ""),
        ListAsValue { .. } => ("MATLAB:maxrhs", ""),
        BinaryUndefined { .. } | UnaryUndefined { .. } => ("MATLAB:UndefinedFunction", ""),
        MixedIntegers { .. } => ("MATLAB:mixedClasses", ""),
        TransposeNd => ("MATLAB:transposeNDArray", ""),
        Conversion { .. } => ("MATLAB:UnableToConvert", ""),
        TooLarge { .. } => ("MATLAB:array:SizeLimitExceeded", "Octave:bad-alloc"),
        DepthLimit { .. } => ("MATLAB:lang:StackOverflow", ""),
        Cancelled => ("RunMat:Cancelled", "RunMat:Cancelled"),
        FuelExhausted => ("RunMat:FuelExhausted", "RunMat:FuelExhausted"),
        TimeLimit => ("RunMat:TimeLimit", "RunMat:TimeLimit"),
        MemoryLimit { .. } => ("RunMat:MemoryLimit", "RunMat:MemoryLimit"),
        OutputLimit { .. } => ("RunMat:OutputLimit", "RunMat:OutputLimit"),
        OpenFilesLimit { .. } => ("RunMat:OpenFilesLimit", "RunMat:OpenFilesLimit"),
        Exit { .. } => ("RunMat:Exit", "RunMat:Exit"),
        Internal { .. } => ("RunMat:InternalError", "RunMat:InternalError"),
    };
    if dialect.is_octave() { octave } else { matlab }
}

fn matlab_message(kind: &ErrorKind) -> String {
    use ErrorKind::*;
    match kind {
        Undefined { name, argument_class: None } => format!("Unrecognized function or variable '{name}'."),
        Undefined { name, argument_class: Some(class) } => {
            format!("Undefined function '{name}' for input arguments of type '{class}'.")
        }
        TooManyInputs { .. } | ListAsValue { .. } => "Too many input arguments.".into(),
        NotEnoughInputs { .. } => "Not enough input arguments.".into(),
        TooManyOutputs { .. } => "Too many output arguments.".into(),
        UnassignedOutput { function, output } => format!(
            "Output argument \"{output}\" (and possibly others) not assigned a value in the execution with \"{function}\" function."
        ),
        IndexOutOfBound { position, count, dims, .. } => {
            if *count == 1 {
                format!("Index exceeds the number of array elements. Index must not exceed {}.", dims.numel())
            } else {
                let bound = folded_bound(dims, *position, *count);
                format!("Index in position {position} exceeds array bounds. Index must not exceed {bound}.")
            }
        }
        BadIndex { position, count, .. } => {
            let rule = "Array indices must be positive integers or logical values.";
            if *count == 1 { rule.into() } else { format!("Index in position {position} is invalid. {rule}") }
        }
        BadIndexClass { class, .. } => format!("Unable to use a value of type {class} as an index."),
        MaskOutOfBound { .. } => "The logical indices contain a true value outside of the array bounds.".into(),
        SizeMismatch { .. } => "Arrays have incompatible sizes for this operation.".into(),
        InnerDimensions { operator, .. } if &**operator == "*" => {
            "Incorrect dimensions for matrix multiplication. Check that the number of columns in the first matrix matches the number of rows in the second matrix. To operate on each element of the matrix individually, use TIMES (.*) for elementwise multiplication.".into()
        }
        InnerDimensions { .. } => "Matrix dimensions must agree.".into(),
        HorizontalMismatch { .. } | VerticalMismatch { .. } | CatMismatch | CellRowMismatch => {
            "Dimensions of arrays being concatenated are not consistent.".into()
        }
        AssignMismatch { linear: true, .. } => {
            "Unable to perform assignment because the left and right sides have a different number of elements.".into()
        }
        AssignMismatch { left, right, .. } => format!(
            "Unable to perform assignment because the size of the left side is {} and the size of the right side is {}.",
            left.join("-by-"),
            right.join("-by-")
        ),
        ResizeAmbiguous { .. } => "Attempt to grow array along ambiguous dimension.".into(),
        DeleteOutOfBound { .. } => "Matrix index is out of range for deletion.".into(),
        DeleteAmbiguous => "A null assignment can have only one non-colon index.".into(),
        UnknownField { name } => format!("Unrecognized field name \"{name}\"."),
        BraceRead { .. } => "Brace indexing is not supported for variables of this type.".into(),
        DotRead { .. } => "Dot indexing is not supported for variables of this type.".into(),
        BraceWrite { .. } => {
            "Unable to perform assignment because brace indexing is not supported for variables of this type.".into()
        }
        DotWrite { .. } | ElementDotWrite { .. } => {
            "Unable to perform assignment because dot indexing is not supported for variables of this type.".into()
        }
        AssignClass { from, to, .. } if to == "cell" || to == "struct" => {
            format!("Conversion to {to} from {from} is not possible.")
        }
        AssignClass { from, to, .. } => format!(
            "Unable to perform assignment because value of type '{from}' is not convertible to '{to}'."
        ),
        AssignList { .. } => {
            "The right hand side of this assignment has too few values to satisfy the left hand side.".into()
        }
        MapNoKey { .. } => "The specified key is not present in this container.".into(),
        MapKeyClass => "Specified key type does not match the type expected for this container.".into(),
        MapValueClass => "Specified value type does not match the type expected for this container.".into(),
        MapOneLevel => "Only one level of indexing is supported by a containers.Map.".into(),
        MapProperty { name } => {
            format!("Unrecognized method, property, or field '{name}' for class 'containers.Map'.")
        }
        ScalarStructRequired => "Scalar structure required for this assignment.".into(),
        FieldsDiffer { assignment: true } => "Subscripted assignment between dissimilar structures.".into(),
        FieldsDiffer { assignment: false } => "Names of fields in structure arrays being concatenated do not match. Concatenation of structure arrays requires that these arrays have the same set of field names.".into(),
        BinaryUndefined { operator, offender, .. } => {
            format!("Operator '{operator}' is not supported for operands of type '{offender}'.")
        }
        UnaryUndefined { operator, class, .. } => {
            format!("Unary operator '{operator}' is not supported for operand of type '{class}'.")
        }
        MixedIntegers { .. } => {
            "Integers can only be combined with integers of the same class, or scalar doubles.".into()
        }
        TransposeNd => {
            "TRANSPOSE does not support N-D arrays. Use PAGETRANSPOSE/PAGECTRANSPOSE to transpose pages or PERMUTE to reorder dimensions of N-D arrays.".into()
        }
        Conversion { from, to } => format!("Conversion to {to} from {from} is not possible."),
        TooLarge { dims, bytes } => format!(
            "Requested {} ({:.1}GB) array exceeds maximum array size preference. This might cause MATLAB to become unresponsive.",
            dims.join("x"),
            *bytes as f64 / (1u64 << 30) as f64
        ),
        DepthLimit { .. } => "Out of memory. The likely cause is an infinite recursion within the program.".into(),
        other => engine_message(other),
    }
}

fn octave_message(kind: &ErrorKind) -> String {
    use ErrorKind::*;
    match kind {
        Undefined { name, .. } => format!("'{name}' undefined"),
        TooManyInputs { function, user: true } => format!("{function}: function called with too many inputs"),
        TooManyInputs { function, .. } | NotEnoughInputs { function } => format!("Invalid call to {function}"),
        TooManyOutputs { function, .. } => format!("{function}: function called with too many outputs"),
        UnassignedOutput { output, .. } => format!("'{output}' undefined"),
        IndexOutOfBound { name, position, count, index, dims }
        | MaskOutOfBound { name, position, count, index, dims } => {
            let place = octave_place(position, count, &index.to_string());
            let bound = folded_bound(dims, *position, *count);
            format!("{}{place}: out of bound {bound} (dimensions are {dims})", name.as_deref().unwrap_or("index "))
        }
        BadIndex { name, position, count, value } => octave_bad_index(name.as_deref(), *position, *count, *value),
        BadIndexClass { name, type_name, position, count, .. } => {
            let place = octave_place(position, count, &format!("<{type_name}>"));
            let head = name.as_deref().unwrap_or("index ");
            format!("{head}{place}: subscripts must be either integers 1 to (2^63)-1 or logicals")
        }
        SizeMismatch { operator, left, right } | InnerDimensions { operator, left, right } => {
            let what = if operator.chars().all(|c| c.is_alphanumeric() || c == '_') {
                operator.to_string()
            } else {
                format!("operator {operator}")
            };
            format!("{what}: nonconformant arguments (op1 is {left}, op2 is {right})")
        }
        HorizontalMismatch { left, right } => format!("horizontal dimensions mismatch ({left} vs {right})"),
        VerticalMismatch { left, right } => format!("vertical dimensions mismatch ({left} vs {right})"),
        AssignMismatch { left, right, .. } => format!("=: nonconformant arguments (op1 is {left}, op2 is {right})"),
        ResizeAmbiguous { .. } => {
            "Invalid resizing operation or ambiguous assignment to an out-of-bounds array element".into()
        }
        DeleteOutOfBound { index, bound, linear } => {
            let what = if *linear { "A(I)" } else { "A(..,I,..)" };
            format!("{what} = []: index out of bounds: value {index} out of bound {bound}")
        }
        DeleteAmbiguous => "a null assignment can only have one non-colon index".into(),
        UnknownField { name } => format!("structure has no member '{name}'"),
        BraceRead { type_name, .. } | BraceWrite { type_name, .. } => match *type_name {
            "scalar struct" => "struct cannot be indexed with {".into(),
            t => format!("{t} cannot be indexed with {{"),
        },
        DotRead { type_name, .. } => format!("{type_name} cannot be indexed with ."),
        ElementDotWrite { type_name, .. } if !type_name.ends_with("scalar") && *type_name != "bool" => {
            format!("in indexed assignment of {type_name}, last lhs index must be ()")
        }
        ElementDotWrite { type_name, .. } => {
            format!("in indexed assignment of {type_name}, last rhs index must be ()")
        }
        DotWrite { type_name, .. } => match *type_name {
            "function handle" => "can't perform indexed assignment for function handle type".into(),
            t if t.ends_with("matrix") || t.ends_with("range") || t.ends_with("string") => octave_dot_on_array(),
            t => format!("{t} cannot be indexed with ."),
        },
        ScalarStructRequired | AssignList { .. } => octave_dot_on_array(),
        FieldsDiffer { assignment: true } => "incompatible fields in struct assignment".into(),
        FieldsDiffer { assignment: false } => "field names mismatch in concatenating structs".into(),
        AssignClass { to, .. } if to == "struct" => "invalid structure assignment".into(),
        AssignClass { from_type, to_type, .. } => {
            format!("operator =: no conversion for assignment of '{from_type}' to indexed '{to_type}'")
        }
        MapNoKey { key } => format!("containers.Map: specified key <{key}> does not exist"),
        MapKeyClass => "containers.Map: specified key type does not match the type of this container".into(),
        MapValueClass => "containers.Map: specified value type does not match the type of this container".into(),
        MapOneLevel => "containers.Map: only one level of indexing is supported".into(),
        MapProperty { name } => format!("containers.Map: unknown property '{name}'"),
        CatMismatch => "cat: dimension mismatch".into(),
        CellRowMismatch => "number of columns must match".into(),
        ListAsValue { .. } => "some elements undefined in argument list".into(),
        BinaryUndefined { operator, left_type, right_type, .. } | MixedIntegers { operator, left_type, right_type } => {
            format!("binary operator '{operator}' not implemented for '{left_type}' by '{right_type}' operations")
        }
        UnaryUndefined { operator, type_name, .. } => {
            format!("unary operator '{operator}' not implemented for '{type_name}' operands")
        }
        TransposeNd => "transpose not defined for N-D objects".into(),
        Conversion { from, to } => format!("conversion to {to} from {from} is not possible"),
        TooLarge { .. } => "out of memory or dimension too large for Octave's index type".into(),
        DepthLimit { .. } => "max_recursion_depth exceeded".into(),
        other => engine_message(other),
    }
}

fn engine_message(kind: &ErrorKind) -> String {
    use ErrorKind::*;
    match kind {
        Cancelled => "The run was cancelled.".into(),
        FuelExhausted => "The run has used up its fuel.".into(),
        TimeLimit => "The run has exceeded its time limit.".into(),
        MemoryLimit { limit } => format!("The run's values need more than the {limit} bytes it may hold."),
        OutputLimit { limit } => format!("The run has written more than the {limit} bytes it may."),
        OpenFilesLimit { limit } => format!("The run may have no more than {limit} files open."),
        Exit { status } => format!("exit {status}"),
        Internal { message } => format!("Internal error: {message}"),
        other => format!("{other:?}"),
    }
}

/// `(_,3,_)`: the subscript at its position among `count`.
fn octave_place(position: &usize, count: &usize, text: &str) -> String {
    let parts: Vec<&str> = (1..=*count).map(|p| if p == *position { text } else { "_" }).collect();
    format!("({})", parts.join(","))
}

/// The bound a subscript is checked against: the last one runs over all remaining dimensions.
fn folded_bound(dims: &Dims, position: usize, count: usize) -> usize {
    if position == count { dims.iter().skip(position - 1).product() } else { dims.dim(position - 1) }
}

fn octave_dot_on_array() -> String {
    "invalid dot name structure assignment because the structure array is empty.  \
     Specify a subscript on the structure array to resolve."
        .into()
}

fn octave_bad_index(name: Option<&str>, position: usize, count: usize, value: f64) -> String {
    let text = if value.is_nan() { "nan".to_string() } else { format!("{value}") };
    let place = octave_place(&position, &count, &text);
    let head = name.unwrap_or("index ");
    format!("{head}{place}: subscripts must be either integers 1 to (2^63)-1 or logicals")
}
