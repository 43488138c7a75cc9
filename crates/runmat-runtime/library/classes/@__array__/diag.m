function r = diag(obj, varargin)
  % diag(obj): the elements on the diagonal of a matrix.
  if isvector(obj)
    error('MATLAB:UndefinedFunction', 'Undefined function ''diag'' for input arguments of type ''%s''.', class(obj));
  end
  r = obj;
  r.data__ = diag(obj.data__, varargin{:});
end
