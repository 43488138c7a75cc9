function f = FevalFuture()
% f = parallel.FevalFuture(): a future of nothing, for making room for others: f(1:10) = parallel.FevalFuture.
  f = __handle__('parallel.FevalFuture', struct('ID', -1, 'State', 'unavailable', 'Error', [], ...
      'OutputArguments', {{}}, 'Function', [], 'NumOutputArguments', 0, 'InputArguments', {{}}, 'Read', false));
end
