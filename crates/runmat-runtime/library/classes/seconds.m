function d = seconds(x)
  % d = seconds(x): durations of so many seconds; of durations, how many seconds they are.
  if ~isnumeric(x) && ~islogical(x)
    error('MATLAB:duration:InvalidData', 'Input data must be numeric.');
  end
  d = __object__('duration', struct('data__', double(x) * 1000, 'Format', 's'));
end
