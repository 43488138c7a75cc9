function f = fcnchk(f, varargin)
  % f = fcnchk(f, 'vectorized'): a function from its name or the text of an expression.
  if ischar(f)
    if isvarname(f)
      f = str2func(f);
    else
      vectorized = any(strcmpi(varargin, 'vectorized'));
      names = varargin(~strcmpi(varargin, 'vectorized') & cellfun(@ischar, varargin));
      f = inline(f, names{:});
      if vectorized
        f = vectorize(f);
      end
    end
  elseif ~isa(f, 'function_handle') && ~isa(f, 'inline')
    error('MATLAB:fcnchk:objectMissingEvalMethod', 'FUN must be a function, a valid character vector expression, or an inline function object.');
  end
end
