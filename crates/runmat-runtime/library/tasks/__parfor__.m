function [last, varargout] = __parfor__(f, range, inputs, plans, before)
% [last, results...] = __parfor__(f, range, inputs, plans, before): makes the passes of a parfor loop on threads.
% f(part, inputs...) makes the passes of a part of the range, and gives for each plan a slice, or the parts of a sum.
% The plan of a slice is {subscripts, place of the loop variable, what is added to it}, that of a sum {function, order}.
  n = numel(range);
  chunks = min(n, 4 * __workers__());
  edges = round(linspace(0, n, chunks + 1));
  inputs = cellfun(@(c) c{1}, inputs, 'UniformOutput', false);
  count = numel(plans);
  parts = cell(1, chunks);
  running = cell(1, chunks);
  for c = 1:chunks
    parts{c} = range(edges(c) + 1:edges(c + 1));
    running{c} = parfeval(f, count, parts{c}, inputs{:});
  end
  varargout = cell(1, count);
  try
    for c = 1:chunks
      results = cell(1, count);
      if count > 0
        [results{:}] = await(running{c});
      else
        await(running{c});
      end
      for j = 1:count
        if c == 1
          varargout{j} = begin_with(before{j}, results{j}, plans{j});
        end
        varargout{j} = put_together(varargout{j}, results{j}, plans{j}, parts{c});
      end
    end
  catch e
    cellfun(@cancel, running);
    rethrow(e);
  end
  last = range(end);
end

function x = begin_with(before, first, plan)
  if ~isempty(before)
    x = before{1};
  else
    % Of the class that the first value has.
    x = first([]);
  end
end

function x = put_together(x, result, plan, part)
  if iscell(plan{1})
    subs = plan{1};
    subs{plan{2}} = part + plan{3};
    x(subs{:}) = result;
    return
  end
  for k = 1:numel(result)
    if plan{2}
      x = plan{1}(result{k}, x);
    else
      x = plan{1}(x, result{k});
    end
  end
end
