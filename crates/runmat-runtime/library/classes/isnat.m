function tf = isnat(x)
  % tf = isnat(t): which elements of a datetime array are no time.
  error('MATLAB:datetime:InvalidInput', 'Input must be a datetime array, not ''%s''.', class(x));
end
