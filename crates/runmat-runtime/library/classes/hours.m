function d = hours(x)
  % d = hours(x): durations of so many hours; of durations, how many hours they are.
  if ~isnumeric(x) && ~islogical(x)
    error('MATLAB:duration:InvalidData', 'Input data must be numeric.');
  end
  d = __object__('duration', struct('data__', double(x) * 3600000, 'Format', 'h'));
end
