function d = milliseconds(x)
  % d = milliseconds(x): durations of so many milliseconds; of durations, how many milliseconds they are.
  if ~isnumeric(x) && ~islogical(x)
    error('MATLAB:duration:InvalidData', 'Input data must be numeric.');
  end
  d = __object__('duration', struct('data__', double(x) * 1, 'Format', 's'));
end
