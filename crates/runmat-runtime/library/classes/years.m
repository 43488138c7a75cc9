function d = years(x)
  % d = years(x): durations of so many years; of durations, how many years they are.
  if ~isnumeric(x) && ~islogical(x)
    error('MATLAB:duration:InvalidData', 'Input data must be numeric.');
  end
  d = __object__('duration', struct('data__', double(x) * 31556952000, 'Format', 'y'));
end
