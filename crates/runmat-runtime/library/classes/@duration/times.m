function r = times(a, b)
  % a .* b: a duration, so many times.
  if isa(a, 'duration') && isa(b, 'duration')
    error('MATLAB:duration:MultiplicationNotDefined', 'Multiplication is not defined between duration arrays.');
  end
  if isa(a, 'duration')
    r = a;
    r.data__ = a.data__ .* double(b);
  else
    r = b;
    r.data__ = double(a) .* b.data__;
  end
end
