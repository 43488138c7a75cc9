%% compat: both
1;
function show(varargin)
  p = inputParser;
  p.FunctionName = 'show';
  p.addRequired('n', @isnumeric);
  p.addOptional('k', 5);
  p.addParameter('mode', 'fast', @ischar);
  p.parse(varargin{:});
  r = p.Results;
  fprintf('%d %d %s\n', r.n, r.k, r.mode);
end
show(1);
show(1, 2);
show(1, 2, 'mode', 'slow');
show(1, 'mode', 'mid');
