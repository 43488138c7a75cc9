function r = mrdivide(a, b)
  % a / b: by a number: a duration; by a duration: how often it goes into it.
  if isa(a, 'duration') && isa(b, 'duration')
    r = a.data__ / b.data__;
  elseif isa(a, 'duration')
    r = a;
    r.data__ = a.data__ / double(b);
  else
    error('MATLAB:duration:DivisionNotDefined', 'Dividing a number by a duration is not defined.');
  end
end
