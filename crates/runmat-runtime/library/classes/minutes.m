function d = minutes(x)
  % d = minutes(x): durations of so many minutes; of durations, how many minutes they are.
  if ~isnumeric(x) && ~islogical(x)
    error('MATLAB:duration:InvalidData', 'Input data must be numeric.');
  end
  d = __object__('duration', struct('data__', double(x) * 60000, 'Format', 'm'));
end
