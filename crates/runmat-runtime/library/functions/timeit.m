function t = timeit(f, outputs)
  % t = timeit(f, outputs): the time a function without arguments takes, the median of several runs.
  if nargin < 2
    outputs = 1;
    try
      f();
    catch problem
      rethrow(problem);
    end
    outputs = min(max(nargout(f), 0), 1);
    if nargout(f) < 0
      outputs = 1;
    end
  end
  results = cell(1, outputs);
  runs = 11;
  times = zeros(1, runs);
  repeats = 1;
  while true
    start = tic;
    for k = 1:repeats
      [results{1:outputs}] = f();
    end
    took = toc(start);
    if took > 1e-3 || repeats >= 1e5
      break
    end
    repeats = repeats * 10;
  end
  for r = 1:runs
    start = tic;
    for k = 1:repeats
      [results{1:outputs}] = f();
    end
    times(r) = toc(start) / repeats;
    if sum(times) * repeats > 3
      times = times(1:r);
      break
    end
  end
  t = median(times);
end
