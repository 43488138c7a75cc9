function varargout = splitapply(f, varargin)
  % [...] = splitapply(f, x1, ..., groups): f of each group of rows, results one below the other.
  groups = varargin{end};
  data = varargin(1:end - 1);
  n = max(groups(:));
  results = cell(n, max(nargout, 1));
  for g = 1:n
    in = groups(:) == g;
    parts = cell(size(data));
    for k = 1:numel(data)
      if isrow(data{k}) && numel(data{k}) == numel(in)
        parts{k} = data{k}(in);
      else
        parts{k} = data{k}(in, :);
      end
    end
    [results{g, :}] = f(parts{:});
  end
  varargout = cell(1, size(results, 2));
  for k = 1:size(results, 2)
    if isrow(groups)
      varargout{k} = horzcat(results{:, k});
    else
      varargout{k} = vertcat(results{:, k});
    end
  end
end
