function d = days(x)
  % d = days(x): durations of so many days; of durations, how many days they are.
  if ~isnumeric(x) && ~islogical(x)
    error('MATLAB:duration:InvalidData', 'Input data must be numeric.');
  end
  d = __object__('duration', struct('data__', double(x) * 86400000, 'Format', 'd'));
end
