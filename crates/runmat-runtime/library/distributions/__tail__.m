function [tail, args] = __tail__(args, defaults)
  % [tail, args] = __tail__(args, defaults): 'lower' or 'upper' from the end of arguments; parameters not given are the defaults.
  tail = 'lower';
  if ~isempty(args) && (ischar(args{end}) || isstring(args{end}))
    tail = lower(char(args{end}));
    args(end) = [];
    if ~any(strcmp(tail, {'lower', 'upper'}))
      error('stats:cdf:UpperTailProblem', 'A tail must be ''upper'' or ''lower''.');
    end
  end
  if numel(args) > numel(defaults)
    error('MATLAB:TooManyInputs', 'Too many input arguments.');
  end
  for k = numel(args) + 1:numel(defaults)
    if isnan(defaults{k})
      error('stats:TooFewInputs', 'Requires more parameters.');
    end
    args{k} = defaults{k};
  end
end
