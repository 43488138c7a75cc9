function varargout = subsref(f, s)
  % subsref(f, s): f(x), the value for these arguments.
  if ~strcmp(s(1).type, '()')
    error('MATLAB:index:expected_one_output_from_expression', 'Inline functions are called with parentheses.');
  end
  [varargout{1:max(nargout, 1)}] = f.call(s(1).subs{:});
  if numel(s) > 1
    [varargout{1:max(nargout, 1)}] = subsref(varargout{1}, s(2:end));
  end
end
